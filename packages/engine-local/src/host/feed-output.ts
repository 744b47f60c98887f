import type { Readable } from "node:stream";

import type { OutputStream } from "@cwsandbox/engine";

import type { OutputQueue } from "./output-queue.js";

/** Puts what comes out of both streams into the queue, and ends it with the later of the two. */
export function feedOutput(queue: OutputQueue, streams: Readonly<Record<OutputStream, Readable>>): void {
  let open = 2;
  for (const name of ["stdout", "stderr"] as const) {
    const stream = streams[name];
    stream.on("data", (data: Buffer) => {
      queue.push({ stream: name, data });
    });
    // A pipe that fails is a pipe that has ended.
    stream.on("error", () => undefined);
    stream.once("close", () => {
      open -= 1;
      if (open === 0) queue.end();
    });
  }
}
