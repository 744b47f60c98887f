import { readSync, writeSync } from "node:fs";

// Taken before the caller's code can replace them.
const files = { readSync, writeSync };

/** Waits for bytes and gives what there is of them, at most so many; empty when none will come. */
export function readSome(descriptor: number, mostBytes: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(mostBytes);
  return bytes.subarray(0, files.readSync(descriptor, bytes, 0, mostBytes, null));
}

/** Reads exactly so many bytes, into memory of their own; null when they do not come. */
export function readFully(
  descriptor: number,
  sizeBytes: number,
  begun: Uint8Array = new Uint8Array(),
): Buffer | null {
  const bytes = Buffer.allocUnsafeSlow(sizeBytes);
  bytes.set(begun);
  for (let offset = begun.length; offset < sizeBytes;) {
    const count = files.readSync(descriptor, bytes, offset, sizeBytes - offset, null);
    if (count === 0) return null;
    offset += count;
  }
  return bytes;
}

export function writeFully(descriptor: number, bytes: Uint8Array): void {
  for (let offset = 0; offset < bytes.length;) {
    offset += files.writeSync(descriptor, bytes, offset);
  }
}
