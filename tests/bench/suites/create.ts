import { Sandbox } from "cwsandbox";

import type { Bench } from "../bench.js";
import { type Figure, figure } from "../figure.js";
import { repeat } from "../measure.js";
import type { FloorName } from "../floors/index.js";

interface Kind {
  readonly name: string;
  readonly floor: FloorName;
  readonly serverWords: readonly string[];
  /** Between them, so that the pool has prepared one. */
  readonly pauseSeconds: number;
}

const PREPARED: Kind = { name: "create/prepared", floor: "bareProcess", serverWords: [], pauseSeconds: 0.4 };
const UNPREPARED: Kind = {
  name: "create/unprepared",
  floor: "namespaces",
  serverWords: ["--most-prepared", "0"],
  pauseSeconds: 0,
};

/** From `Sandbox.run()` to the output of a first command. */
export async function measureCreate(bench: Bench): Promise<Figure[]> {
  return [await measureKind(bench, PREPARED), await measureKind(bench, UNPREPARED)];
}

async function measureKind(bench: Bench, kind: Kind): Promise<Figure> {
  const { name, pauseSeconds } = kind;
  const floor = await bench.floors.get(kind.floor);
  await using server = await bench.startServer(kind.serverWords);
  let made: Sandbox | undefined;
  const create = async (): Promise<void> => {
    made = await Sandbox.run();
    await made.exec(["echo", "hello"], { check: true });
  };
  const afterEach = async (): Promise<void> => {
    await made?.stop({ gracefulShutdownSeconds: 0 });
    made = undefined;
  };
  await repeat({ rounds: 3, pauseSeconds, afterEach }, create);
  return await bench.noteMemory(name, server, async () => {
    const series = await repeat({ rounds: 40, limitSeconds: 25, pauseSeconds, afterEach }, create);
    return figure({ name, unit: "ms", ...series, floor });
  });
}
