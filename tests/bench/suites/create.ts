import { setTimeout as sleep } from "node:timers/promises";

import { Sandbox } from "cwsandbox";

import type { Bench } from "../bench.js";
import { type Figure, figure } from "../figure.js";
import { measure } from "../measure.js";
import type { FloorName } from "../floors/index.js";

interface Kind {
  readonly name: string;
  readonly floor: FloorName;
  readonly serverWords: readonly string[];
  /** Before each, so that the pool has prepared one. */
  readonly pauseSeconds: number;
}

const PREPARED: Kind = { name: "create/prepared", floor: "bareProcess", serverWords: [], pauseSeconds: 0.4 };
const UNPREPARED: Kind = {
  name: "create/unprepared",
  floor: "namespaces",
  serverWords: ["--most-prepared", "0"],
  pauseSeconds: 0,
};
const ROUNDS = 40;
const LIMIT_SECONDS = 25;

/** From `Sandbox.run()` to the output of a first command. */
export async function measureCreate(bench: Bench): Promise<Figure[]> {
  return [await measureKind(bench, PREPARED), await measureKind(bench, UNPREPARED)];
}

async function measureKind(bench: Bench, kind: Kind): Promise<Figure> {
  const floor = await bench.floors.get(kind.floor);
  await using server = await bench.startServer(kind.serverWords);
  for (let round = 0; round < 3; round += 1) await createOnce();
  return await bench.noteMemory(kind.name, server, async () => {
    const samples: number[] = [];
    const end = performance.now() + LIMIT_SECONDS * 1000;
    for (let round = 0; round < ROUNDS && performance.now() < end; round += 1) {
      await sleep(kind.pauseSeconds * 1000);
      samples.push(await createOnce());
    }
    return figure({ name: kind.name, unit: "ms", samples, floor });
  });
}

async function createOnce(): Promise<number> {
  let made: Sandbox | undefined;
  const milliseconds = await measure(async () => {
    made = await Sandbox.run();
    await made.exec(["echo", "hello"], { check: true });
  });
  await made?.stop({ gracefulShutdownSeconds: 0 });
  return milliseconds;
}
