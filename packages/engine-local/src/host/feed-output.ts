import type { Readable } from "node:stream";

import type { OutputStream } from "@cwsandbox/engine";

import type { OutputQueue } from "./output-queue.js";

/** Puts what comes out of the streams into the queue, and ends it with the last of them. */
export function feedOutput(
  queue: OutputQueue,
  { stdout, stderr }: Readonly<Partial<Record<OutputStream, Readable>>>,
): void {
  let open = 0;
  const feed = (name: OutputStream, stream: Readable): void => {
    open += 1;
    stream.on("data", (data: Buffer) => {
      queue.push({ stream: name, data });
    });
    // A pipe that fails is a pipe that has ended.
    stream.on("error", () => undefined);
    stream.once("close", () => {
      open -= 1;
      if (open === 0) queue.end();
    });
  };
  if (stdout !== undefined) feed("stdout", stdout);
  if (stderr !== undefined) feed("stderr", stderr);
}
