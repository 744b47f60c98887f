import { chmod, copyFile, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import type { ContainerBind } from "../runtime/index.js";

/** Where a sandbox of a call sees the programs that its main process is made of. */
const INSIDE = "/run/cwsandbox";
const INIT = "init";
const RUNNER = "runner.cjs";

/** Main process of a sandbox that waits for its one call. Node is the image's own. */
export const PARKED_COMMAND: readonly string[] = [
  `${INSIDE}/${INIT}`,
  "--init",
  "node",
  `${INSIDE}/${RUNNER}`,
  "--parked",
];

/** Copies the programs into a directory that every sandbox of a call is shown, read-only. */
export async function installCallTools(directory: string, launchHelper: string): Promise<ContainerBind> {
  const runner = createRequire(import.meta.url).resolve("@cwsandbox/runner/javascript");
  await mkdir(directory, { recursive: true, mode: 0o755 });
  await Promise.all([
    install(launchHelper, join(directory, INIT), 0o755),
    install(runner, join(directory, RUNNER), 0o644),
  ]);
  return { source: directory, destination: INSIDE, readOnly: true };
}

async function install(from: string, to: string, mode: number): Promise<void> {
  await copyFile(from, to);
  await chmod(to, mode);
}
