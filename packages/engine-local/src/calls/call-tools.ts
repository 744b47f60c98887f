import { chmod, copyFile, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import type { CallLanguage } from "@cwsandbox/engine";

import { runOrFail } from "../host/index.js";
import { hostBuiltinSources } from "../images/index.js";
import type { ContainerBind } from "../runtime/index.js";

/** Where a sandbox of a call sees the programs that its main process is made of. */
const INSIDE = "/run/cwsandbox";
const INIT = "init";
/** Finds what of the runner for JavaScript is compiled already. */
const START = "start.cjs";
const RUNNER_FILES = { javascript: "runner.cjs", python: "runner.py" } as const;

/** What runs a runner, found in the image, and the file it is given inside. */
const STARTS: Readonly<Record<CallLanguage, readonly [interpreter: string, file: string]>> = {
  javascript: ["node", START],
  python: ["python3", RUNNER_FILES.python],
};

/**
 * Main process of a sandbox that waits for its one call.
 *
 * @param isAhead - Nobody waits for it, so it does what it can for the call while it boots.
 */
export function parkedCommand(language: CallLanguage, isAhead: boolean): readonly string[] {
  const [interpreter, file] = STARTS[language];
  return [
    `${INSIDE}/${INIT}`,
    "--init",
    interpreter,
    `${INSIDE}/${file}`,
    isAhead ? "--parked" : "--awaited",
  ];
}

/** The programs in a directory that every sandbox of a call is shown, read-only. */
export interface CallTools {
  readonly bind: ContainerBind;
  /** The runner for JavaScript, as the Node of the builtin image compiles it. Sandboxes start faster with it, and without it. */
  readonly compile: (signal: AbortSignal) => Promise<void>;
}

/** What was compiled of another runner must not stay, because Node would not notice. */
export async function installCallTools(directory: string, launchHelper: string): Promise<CallTools> {
  const { resolve } = createRequire(import.meta.url);
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true, mode: 0o755 });
  await Promise.all([
    install(launchHelper, join(directory, INIT), 0o755),
    install(resolve("@cwsandbox/runner/start"), join(directory, START), 0o644),
    install(resolve("@cwsandbox/runner/javascript"), join(directory, RUNNER_FILES.javascript), 0o644),
    install(resolve("@cwsandbox/runner/python"), join(directory, RUNNER_FILES.python), 0o644),
  ]);
  return {
    bind: { source: directory, destination: INSIDE, readOnly: true },
    async compile(signal) {
      const { node } = await hostBuiltinSources();
      await runOrFail([node.binary, join(directory, START), "--compile"], { signal });
    },
  };
}

async function install(from: string, to: string, mode: number): Promise<void> {
  await copyFile(from, to);
  await chmod(to, mode);
}
