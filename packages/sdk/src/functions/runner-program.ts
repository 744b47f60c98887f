import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { CallLanguage } from "../transport/index.js";
import { JAVASCRIPT, PYTHON, type Runtime } from "./missing-runtime.js";

/** A program that runs one call, from files where its server does not run it. */
export interface RunnerProgram {
  readonly language: CallLanguage;
  /** What runs it; its program is followed by the runner's file and the files of payload and result. */
  readonly runtime: Runtime;
  /** Of the program's own file. */
  readonly extension: string;
  /** Of the files of payload and result. */
  readonly dataExtension: string;
  readonly load: () => Promise<Uint8Array>;
}

/** Runs JavaScript functions. */
export const JAVASCRIPT_RUNNER: RunnerProgram = {
  language: "javascript",
  runtime: JAVASCRIPT,
  extension: "cjs",
  dataExtension: "bin",
  load: loadOnce("@cwsandbox/runner/javascript"),
};

const loadPython = loadOnce("@cwsandbox/runner/python");

/** Runs Python functions; the payload says how values travel. */
export const PYTHON_RUNNERS: Readonly<Record<"json" | "pickle", RunnerProgram>> = {
  json: pythonRunner("json"),
  pickle: pythonRunner("bin"),
};

function pythonRunner(dataExtension: string): RunnerProgram {
  return {
    language: "python",
    runtime: PYTHON,
    extension: "py",
    dataExtension,
    load: loadPython,
  };
}

/** The single file of a runner; read once per process. */
function loadOnce(name: string): () => Promise<Uint8Array> {
  let program: Promise<Uint8Array> | undefined;
  return () => (program ??= readFile(createRequire(import.meta.url).resolve(name)));
}
