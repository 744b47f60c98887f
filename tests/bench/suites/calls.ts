import { existsSync } from "node:fs";

import { Session } from "cwsandbox";

import type { Bench } from "../bench.js";
import { type Figure, figure } from "../figure.js";
import { type FloorName, HOST_PYTHON } from "../floors/index.js";
import { repeat, type RepeatOptions } from "../measure.js";
import { repeatDockerRun } from "./docker.js";
import { measureFirstCall } from "./first-call.js";

interface Kind {
  readonly name: string;
  /** A function that adds 2 to 40 in a sandbox. */
  readonly add: (session: Session) => (x: number) => PromiseLike<number>;
  readonly floor: FloorName;
  readonly serverWords: readonly string[];
  readonly rounds: RepeatOptions;
}

const base = 40;

function addInJavaScript(session: Session): (x: number) => PromiseLike<number> {
  return session.function((x: number) => base + x).remote;
}

function addInPython(session: Session): (x: number) => PromiseLike<number> {
  const source = "def add(x):\n    return base + x\n";
  return session.pythonFunction<[number], number>(source, { globals: { base } }).remote;
}

const COLD: Kind = {
  name: "calls/cold",
  add: addInJavaScript,
  floor: "bareNode",
  serverWords: ["--most-prepared", "0"],
  rounds: { rounds: 50, limitSeconds: 15 },
};

/** With pauses in which a sandbox can be prepared again; calls without any pause are what `map/sustained` measures. */
const WARM: Kind = {
  name: "calls/warm",
  add: addInJavaScript,
  floor: "parkedNode",
  serverWords: [],
  rounds: { rounds: 500, limitSeconds: 60, pauseSeconds: 0.05 },
};

const PYTHON: Kind = {
  name: "calls/python",
  add: addInPython,
  floor: "barePython",
  serverWords: [],
  rounds: { rounds: 100, limitSeconds: 20, pauseSeconds: 0.05 },
};

/** One call at a time: with no server, with nothing prepared, with a sandbox prepared, and by a container engine. */
export async function measureCalls(bench: Bench): Promise<Figure[]> {
  const figures = [await measureFirst(bench)];
  for (const kind of [COLD, WARM]) figures.push(await measureKind(bench, kind));
  if (existsSync(HOST_PYTHON)) figures.push(await measureKind(bench, PYTHON));
  else bench.remark(`calls/python was left out: this machine has no ${HOST_PYTHON}.`);
  const docker = await repeatDockerRun();
  if (docker === undefined) {
    bench.remark("calls/docker-run was left out: no container engine answers to `docker info`.");
    return figures;
  }
  const floor = await bench.floors.get("bareNode");
  return [...figures, figure({ name: "calls/docker-run", unit: "ms", ...docker, floor })];
}

async function measureFirst(bench: Bench): Promise<Figure> {
  const samples: number[] = [];
  for (let round = 0; round < 5; round += 1) samples.push(await measureFirstCall());
  const floor = await bench.floors.get("serverAndNode");
  return figure({ name: "calls/first", unit: "ms", samples, floor });
}

async function measureKind(bench: Bench, kind: Kind): Promise<Figure> {
  const floor = await bench.floors.get(kind.floor);
  await using server = await bench.startServer(kind.serverWords);
  await using session = new Session();
  const add = kind.add(session);
  const call = async (): Promise<void> => {
    if ((await add(2)) !== 42) throw new Error("wrong answer");
  };
  await repeat({ rounds: 5, pauseSeconds: 0.2 }, call);
  return await bench.noteMemory(kind.name, server, async () => {
    const series = await repeat(kind.rounds, call);
    return figure({ name: kind.name, unit: "ms", ...series, floor });
  });
}
