import type { Process, StreamReader } from "cwsandbox";
import type { TextOutput } from "../output/index.js";
import type { Surroundings } from "../surroundings.js";

/**
 * Copies both outputs of a command to ours as they arrive.
 *
 * @returns its exit code.
 * @throws whatever ended it early.
 */
export async function forwardProcess(process: Process, { stdout, stderr }: Surroundings): Promise<number> {
  await Promise.all([forward(process.stdout, stdout), forward(process.stderr, stderr)]);
  return process.wait();
}

async function forward(pieces: StreamReader<string>, output: TextOutput): Promise<void> {
  for await (const piece of pieces.bytes()) await output.send(piece);
}
