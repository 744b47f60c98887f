import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

import { repeat, summarise } from "./statistics.js";

const execute = promisify(execFile);
const ROUNDS = 30;

/** What this machine needs without us, as medians in milliseconds, measured in the same run as everything else. */
export interface Floors {
  /** A process that does nothing, started and awaited. */
  readonly bareSpawn: number;
  /** Node 24, the version inside sandboxes, from start to the end of an empty program. */
  readonly bareNode: number;
  /** A hundred bare Node processes, all started at once, until the last has ended. */
  readonly hundredNodes: number;
  /** A byte to a Node process that waits for it on a pipe, and back. */
  readonly parkedNode: number;
  /** `docker run --rm --network none` of an image with Node, where an engine answers. */
  readonly dockerRun: number | null;
}

/** The Node binary that sandboxes run. */
export function sandboxNode(): string {
  const engine = createRequire(import.meta.url).resolve("@cwsandbox/engine-local");
  const manifest = createRequire(engine).resolve(`node-linux-${process.arch}/package.json`);
  return path.join(path.dirname(manifest), "bin", "node");
}

export async function measureFloors(): Promise<Floors> {
  const node = sandboxNode();
  const boot = (): Promise<unknown> => execute(node, ["-e", "0"]);
  const median = async (work: () => Promise<unknown>): Promise<number> =>
    summarise(await repeat(ROUNDS, work)).p50;
  await boot();
  const bareSpawn = await median(() => execute("/bin/true"));
  const bareNode = await median(boot);
  const [hundredNodes = Number.NaN] = await repeat(1, () => Promise.all(Array.from({ length: 100 }, boot)));
  const parkedNode = await measureParked(node);
  return { bareSpawn, bareNode, hundredNodes, parkedNode, dockerRun: await measureDocker() };
}

async function measureParked(node: string): Promise<number> {
  const echo = "process.stdin.on('data', (bytes) => process.stdout.write(bytes))";
  const child = spawn(node, ["-e", echo], { stdio: ["pipe", "pipe", "inherit"] });
  const exchange = async (): Promise<void> => {
    child.stdin.write("x");
    await once(child.stdout, "data");
  };
  try {
    await exchange();
    return summarise(await repeat(ROUNDS, exchange)).p50;
  } finally {
    child.kill();
  }
}

async function measureDocker(): Promise<number | null> {
  const run = (): Promise<unknown> =>
    execute("docker", ["run", "--rm", "--network", "none", "--pull", "never", "node:24", "node", "-e", "0"]);
  const answers = await run().then(
    () => true,
    () => false,
  );
  return answers ? summarise(await repeat(10, run)).p50 : null;
}
