import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

// Taken before the caller's code can replace them.
const files = { mkdirSync, renameSync, writeFileSync };

/** A reader sees the whole file or none. */
export function writeResultFile(path: string, bytes: Uint8Array): void {
  files.mkdirSync(dirname(path), { recursive: true });
  files.writeFileSync(`${path}.partial`, bytes);
  files.renameSync(`${path}.partial`, path);
}
