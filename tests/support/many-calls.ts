import { Session } from "cwsandbox";

import { peakMemoryBytes, resetPeakMemory } from "./memory.js";
import type { TestServer } from "./test-server.js";

const FACTOR = 3;
const MIB = 2 ** 20;
/** What may be added while any number of calls goes on. */
export const MOST_CLIENT_GROWTH_MIB = 100;
export const MOST_SERVER_GROWTH_MIB = 150;

/** How far the highest memory was above that before. */
export interface Growth {
  readonly clientGrowthMib: number;
  readonly serverGrowthMib: number;
}

/** How a map went, and how many results were right. */
export interface MapReport extends Growth {
  readonly right: number;
}

/** Maps over so many items, all handles at once or as a stream, with some calls before so that everything is loaded. */
export async function mapMany(
  server: TestServer,
  how: "map" | "mapStream",
  count: number,
): Promise<MapReport> {
  await using session = new Session();
  const triple = session.function((n: number) => n * FACTOR);
  await Promise.all(triple.map(items(10)));
  let right = 0;
  const check = (value: number, index: number): void => {
    if (value === index * FACTOR) right += 1;
  };
  const growth = await measureGrowth(server, async () => {
    if (how === "map") {
      (await Promise.all(triple.map(items(count)))).forEach(check);
      return;
    }
    let index = 0;
    for await (const value of triple.mapStream(items(count))) {
      check(value, index);
      index += 1;
    }
  });
  return { right, ...growth };
}

/** Measures this process, which is the client, and the server. */
export async function measureGrowth(server: TestServer, work: () => Promise<void>): Promise<Growth> {
  const pids = [process.pid, server.pid];
  await Promise.all(pids.map(resetPeakMemory));
  const before = await Promise.all(pids.map(peakMemoryBytes));
  await work();
  const after = await Promise.all(pids.map(peakMemoryBytes));
  const [clientGrowthMib = NaN, serverGrowthMib = NaN] = after.map(
    (bytes, at) => (bytes - (before[at] ?? NaN)) / MIB,
  );
  return { clientGrowthMib, serverGrowthMib };
}

function* items(count: number): Generator<[number]> {
  for (let n = 0; n < count; n += 1) yield [n];
}
