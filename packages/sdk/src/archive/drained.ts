import type { Extract, Pack } from "tar-stream";

/** Resolves when more can be written, or nothing any more. */
export async function drained(sink: Extract | ReturnType<Pack["entry"]>): Promise<void> {
  // Nothing is told any more by one that has been destroyed.
  if (sink.destroyed) return;
  await new Promise<void>((resolve) => {
    const settle = (): void => {
      sink.off("drain", settle);
      sink.off("close", settle);
      resolve();
    };
    sink.on("drain", settle);
    sink.on("close", settle);
  });
}
