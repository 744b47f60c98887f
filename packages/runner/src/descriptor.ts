import { readSync, writeSync } from "node:fs";

// Taken before the caller's code can replace them.
const files = { readSync, writeSync };

/** Reads exactly so many bytes, into memory of their own; null when they do not come. */
export function readFully(descriptor: number, sizeBytes: number): Buffer | null {
  const bytes = Buffer.allocUnsafeSlow(sizeBytes);
  for (let offset = 0; offset < sizeBytes;) {
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
