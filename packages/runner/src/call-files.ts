import { closeSync, mkdirSync, openSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { readFully, writeFully } from "./descriptor.js";
import { type Frame, readFrame } from "./frame.js";

// Taken before the caller's code can replace them.
const files = { closeSync, mkdirSync, openSync, renameSync };

/** Reads the call of a payload file. */
export function readPayloadFile(path: string): Frame {
  const file = files.openSync(path, "r");
  try {
    return readFrame((sizeBytes) => readFully(file, sizeBytes));
  } finally {
    files.closeSync(file);
  }
}

/** Writes a result file; a reader sees the whole of it or none. */
export function writeResultFile(path: string, parts: readonly Uint8Array[]): void {
  files.mkdirSync(dirname(path), { recursive: true });
  const file = files.openSync(`${path}.partial`, "w");
  try {
    for (const part of parts) writeFully(file, part);
  } finally {
    files.closeSync(file);
  }
  files.renameSync(`${path}.partial`, path);
}
