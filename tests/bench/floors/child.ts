import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

/** A process at the other end of two pipes. */
export type PipedChild = ChildProcessByStdio<Writable, Readable, null>;

/** A child for as long as it is used, however that ends. */
export async function withChild<Result>(
  program: string,
  words: readonly string[],
  use: (child: PipedChild) => Promise<Result>,
): Promise<Result> {
  const child = spawn(program, words, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "close");
  try {
    return await use(child);
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
}
