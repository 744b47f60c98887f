import type { Readable } from "node:stream";

const CHANGES = ["readable", "end", "close"] as const;

/** The next so many bytes, and none beyond. Rejects when the stream ends before. */
export async function readExactly(stream: Readable, sizeBytes: number): Promise<Buffer> {
  for (;;) {
    const bytes: unknown = stream.read(sizeBytes);
    if (Buffer.isBuffer(bytes) && bytes.length === sizeBytes) return bytes;
    if (bytes !== null || stream.readableEnded || stream.destroyed) {
      throw new Error("the stream has ended early");
    }
    await untilChanged(stream);
  }
}

function untilChanged(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      for (const change of CHANGES) stream.off(change, settle);
      resolve();
    };
    for (const change of CHANGES) stream.on(change, settle);
  });
}
