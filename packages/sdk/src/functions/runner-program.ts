import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

let program: Promise<Uint8Array> | undefined;

/** The runner's single file; read once per process. */
export async function runnerProgram(): Promise<Uint8Array> {
  program ??= readFile(createRequire(import.meta.url).resolve("@cwsandbox/runner/javascript"));
  return program;
}
