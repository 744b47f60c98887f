import { availableParallelism } from "node:os";

import { Session } from "cwsandbox";

import type { Bench } from "../bench.js";
import { type Figure, figure } from "../figure.js";
import { measure } from "../measure.js";
import { ratesOf } from "../statistics.js";

const BURST = 100;
const BURST_ROUNDS = 3;
/** As many at once as keep all processors busy. */
const AT_ONCE = availableParallelism() * 4;
const FACTOR = 3;

interface Mapping {
  readonly name: string;
  readonly items: number;
  /** One rate for so many results. */
  readonly perRate: number;
}

const SUSTAINED: Mapping = { name: "map/sustained", items: 1000, perRate: 100 };
const TEN_THOUSAND: Mapping = { name: "map/ten-thousand", items: 10_000, perRate: 500 };
/** However slow the machine. */
const LEAST_SECONDS = 30;

/** Many calls, each in a sandbox of its own: in a stream, all at once on an idle server, and very many. */
export async function measureMap(bench: Bench): Promise<Figure[]> {
  return [
    await measureBurst(bench),
    await measureMapping(bench, SUSTAINED),
    await measureMapping(bench, TEN_THOUSAND),
  ];
}

async function measureMapping(bench: Bench, mapping: Mapping): Promise<Figure> {
  const { name, items, perRate } = mapping;
  const floor = await bench.floors.get("nodesPerSecond");
  await using server = await bench.startServer();
  const limitSeconds = Math.round(Math.max(LEAST_SECONDS, bench.secondsLeft()));
  return await bench.noteMemory(name, server, async () => {
    const started = performance.now();
    const moments = await mapItems(items, AbortSignal.timeout(limitSeconds * 1000));
    if (moments.length < items) {
      bench.remark(`${name}: ${moments.length} of ${items} items were done in ${limitSeconds} s.`);
    }
    const samples = ratesOf(moments, perRate, started);
    return {
      ...figure({ name, unit: "calls/s", samples, floor }),
      success: moments.length / items,
    };
  });
}

/** The moments at which right results came, until the signal. */
async function mapItems(items: number, signal: AbortSignal): Promise<number[]> {
  await using session = new Session();
  const triple = session.function((x: number) => x * FACTOR);
  const inputs = Array.from({ length: items }, (_, index): [number] => [index]);
  const moments: number[] = [];
  const stream = triple.mapStream(inputs, { concurrency: AT_ONCE, onError: "skip", signal });
  try {
    for await (const value of stream) if (value % FACTOR === 0) moments.push(performance.now());
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return moments;
}

async function measureBurst(bench: Bench): Promise<Figure> {
  const floor = await bench.floors.get("hundredNodes");
  const samples: number[] = [];
  let right = 0;
  for (let round = 0; round < BURST_ROUNDS; round += 1) {
    await using server = await bench.startServer();
    await using session = new Session();
    const triple = session.function((x: number) => x * FACTOR);
    const inputs = Array.from({ length: BURST }, (_, index): [number] => [index]);
    await bench.noteMemory("map/burst", server, async () => {
      const wall = await measure(async () => {
        const results = await Promise.allSettled(triple.map(inputs));
        right += results.filter(
          (result, index) => result.status === "fulfilled" && result.value === index * FACTOR,
        ).length;
      });
      samples.push(wall);
    });
  }
  return {
    ...figure({ name: "map/burst", unit: "ms", samples, floor }),
    success: right / (BURST * BURST_ROUNDS),
  };
}
