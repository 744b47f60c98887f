import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { CommandError } from "../output/index.js";

/** All that a short run of the server's program left. */
export interface CapturedRun {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the server's program to its end and collects what it wrote. Meant for runs with little output.
 *
 * @throws CommandError when the program cannot be started.
 */
export async function captureServer(script: string, options: readonly string[]): Promise<CapturedRun> {
  const child = spawn("sh", [script, process.execPath, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const ended: Promise<unknown[]> = once(child, "close");
  try {
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { exitCode: child.exitCode, stdout, stderr };
  } catch (cause) {
    throw new CommandError(`The server program ${script} cannot be started.`, { cause });
  }
}
