import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { measureAtOnce, repeat } from "../measure.js";
import { summarise } from "../statistics.js";

const execute = promisify(execFile);
const ROUNDS = 40;
const LIMIT_SECONDS = 5;
const BOOTS_PER_RATE = 200;

/** Everything that a sandbox has for itself, by the smallest program there is. */
export const NAMESPACES = [
  "unshare",
  ..."--user --map-root-user --mount --pid --net --ipc --uts --cgroup --fork".split(" "),
];

/** The Python that the built-in image shows. */
export const HOST_PYTHON = "/usr/bin/python3";

/** The Node binary that sandboxes run. */
export function sandboxNode(): string {
  const engine = createRequire(import.meta.url).resolve("@cwsandbox/engine-local");
  const manifest = createRequire(engine).resolve(`node-linux-${process.arch}/package.json`);
  return path.join(path.dirname(manifest), "bin", "node");
}

/** Milliseconds from the start of a command to its end. */
export async function medianSpawn([program = "", ...words]: readonly string[]): Promise<number> {
  const { samples } = await repeat({ rounds: ROUNDS, limitSeconds: LIMIT_SECONDS }, () =>
    execute(program, words),
  );
  return summarise(samples).p50;
}

/** Milliseconds of an empty program in the Node of sandboxes, or in that of this process and the server. */
export function medianBoot(whose: "sandbox" | "server"): Promise<number> {
  return medianSpawn([whose === "sandbox" ? sandboxNode() : process.execPath, "-e", "0"]);
}

/** As many at once as keep all processors busy. */
function bootMany(count: number): Promise<number> {
  const node = sandboxNode();
  return measureAtOnce(count, availableParallelism() * 2, () => execute(node, ["-e", "0"]));
}

export const hundredBoots = (): Promise<number> => bootMany(100);

export async function nodesPerSecond(): Promise<number> {
  return (BOOTS_PER_RATE * 1000) / (await bootMany(BOOTS_PER_RATE));
}
