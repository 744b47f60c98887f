import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** A program that runs one call from files. */
export interface RunnerProgram {
  /** What runs it, followed by its file, `args`, and the files of payload and result. */
  readonly interpreter: string;
  readonly args: readonly string[];
  /** Of the program's own file. */
  readonly extension: string;
  /** Of the files of payload and result. */
  readonly dataExtension: string;
  readonly load: () => Promise<Uint8Array>;
}

/** Runs JavaScript functions. */
export const JAVASCRIPT_RUNNER: RunnerProgram = {
  interpreter: "node",
  args: [],
  extension: "cjs",
  dataExtension: "bin",
  load: loadOnce("@cwsandbox/runner/javascript"),
};

const loadPython = loadOnce("@cwsandbox/runner/python");

/** Runs Python functions; the way in which values travel is its argument. */
export const PYTHON_RUNNERS: Readonly<Record<"json" | "pickle", RunnerProgram>> = {
  json: pythonRunner("json", "json"),
  pickle: pythonRunner("pickle", "bin"),
};

function pythonRunner(mode: string, dataExtension: string): RunnerProgram {
  return { interpreter: "python3", args: [mode], extension: "py", dataExtension, load: loadPython };
}

/** The single file of a runner; read once per process. */
function loadOnce(name: string): () => Promise<Uint8Array> {
  let program: Promise<Uint8Array> | undefined;
  return () => (program ??= readFile(createRequire(import.meta.url).resolve(name)));
}
