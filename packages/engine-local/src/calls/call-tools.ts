import { chmod, copyFile, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import type { CallLanguage } from "@cwsandbox/engine";

import type { ContainerBind } from "../runtime/index.js";

/** Where a sandbox of a call sees the programs that its main process is made of. */
const INSIDE = "/run/cwsandbox";
const INIT = "init";

/** What runs a runner, found in the image, and the file it has inside. */
const RUNNERS: Readonly<Record<CallLanguage, readonly [interpreter: string, file: string]>> = {
  javascript: ["node", "runner.cjs"],
  python: ["python3", "runner.py"],
};

/** Main process of a sandbox that waits for its one call. */
export function parkedCommand(language: CallLanguage): readonly string[] {
  const [interpreter, file] = RUNNERS[language];
  return [`${INSIDE}/${INIT}`, "--init", interpreter, `${INSIDE}/${file}`, "--parked"];
}

/** Copies the programs into a directory that every sandbox of a call is shown, read-only. */
export async function installCallTools(directory: string, launchHelper: string): Promise<ContainerBind> {
  const { resolve } = createRequire(import.meta.url);
  const installRunner = (language: CallLanguage): Promise<void> =>
    install(resolve(`@cwsandbox/runner/${language}`), join(directory, RUNNERS[language][1]), 0o644);
  await mkdir(directory, { recursive: true, mode: 0o755 });
  await Promise.all([
    install(launchHelper, join(directory, INIT), 0o755),
    installRunner("javascript"),
    installRunner("python"),
  ]);
  return { source: directory, destination: INSIDE, readOnly: true };
}

async function install(from: string, to: string, mode: number): Promise<void> {
  await copyFile(from, to);
  await chmod(to, mode);
}
