import type { Writable } from "node:stream";

/** Bytes for a program that has closed its input, or ended, are dropped: that is no error of the writer. */
export function writeAll(stream: Writable | null, data: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (stream === null || !stream.writable) {
      resolve();
      return;
    }
    if (stream.listenerCount("error") === 0) {
      stream.on("error", () => undefined);
    }
    const settle = (): void => {
      stream.off("close", settle);
      resolve();
    };
    stream.once("close", settle);
    stream.write(data, settle);
  });
}
