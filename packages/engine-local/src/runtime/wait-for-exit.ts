import { readFile, stat } from "node:fs/promises";

import { errorCode, waitForWriters } from "../host/index.js";
import type { ContainerDirectory } from "./container-directory.js";
import type { ContainerExit } from "./container-runtime.js";
import { ranOutOfMemory } from "./out-of-memory.js";
import { directoryOf } from "./runtime-context.js";
import type { RuntimeContext } from "./runtime-context.js";

const KILLED = 137;

/**
 * The supervisor writes the exit code and then ends, so its end is the one thing to wait for: it comes
 * also when the supervisor was killed and there will never be an exit code.
 */
export async function waitForExit(
  context: RuntimeContext,
  id: string,
  signal: AbortSignal,
): Promise<ContainerExit> {
  const directory = directoryOf(context, id);
  await waitForWriters(directory.controlFifo, signal);
  const exit = await readExit(directory);
  if (exit === undefined) {
    return { kind: "lost" };
  }
  const outOfMemory = exit.exitCode === KILLED && (await ranOutOfMemory(context, id));
  return { kind: "exited", ...exit, outOfMemory };
}

async function readExit(
  directory: ContainerDirectory,
): Promise<{ readonly exitCode: number; readonly endedAt: Date } | undefined> {
  try {
    const text = await readFile(directory.exitFile, "utf8");
    const { mtime } = await stat(directory.exitFile);
    const exitCode = Number.parseInt(text, 10);
    return Number.isNaN(exitCode) ? undefined : { exitCode, endedAt: mtime };
  } catch (error) {
    if (errorCode(error) === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}
