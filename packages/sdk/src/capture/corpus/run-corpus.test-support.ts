import { execFile } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { sandboxNode } from "./installation.test-support.js";
import { copySources, type SourcesOptions } from "./sources.test-support.js";
import type { Made, Toolchain } from "./toolchains.test-support.js";

const run = promisify(execFile);
const PROGRAM = fileURLToPath(
  new URL("../../../dist/capture/corpus/program.test-support.js", import.meta.url),
);
const MAX_OUTPUT_BYTES = 10_000_000;

export interface RunOptions {
  /** The Node of the caller. */
  readonly caller?: string;
  /** The Node that stands in for a sandbox. */
  readonly sandbox?: string;
  /** Only every case of that many. */
  readonly step?: number;
  /** Whether functions are captured several times first. */
  readonly again?: boolean;
}

export interface Count {
  readonly same: number;
  readonly all: number;
  /** What was different. */
  readonly output: string;
}

/** Compiles cases and runs them here and in the runner. */
export async function runCompiled(
  toolchain: Toolchain,
  from: SourcesOptions,
  options: RunOptions = {},
): Promise<Count> {
  await using sources = await copySources(from);
  // The copy must not go before it has run.
  return await runCases(await toolchain.make(sources), options, sources.directory);
}

/** Runs cases that are JavaScript already, in a process of their own. */
export async function runCases(
  { file, nodeArguments = [] }: Made,
  { caller = process.execPath, sandbox = sandboxNode(), step = 1, again = false }: RunOptions = {},
  cwd?: string,
): Promise<Count> {
  const words = [
    "--corpus",
    pathToFileURL(file).href,
    "--node",
    sandbox,
    "--step",
    String(step),
    ...(again ? ["--again"] : []),
  ];
  const { stdout: output } = await run(caller, [...nodeArguments, PROGRAM, ...words], {
    cwd,
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  const [, same, all] = /\n(\d+) of (\d+) the same\n$/u.exec(output) ?? [];
  return { same: Number(same), all: Number(all), output };
}
