import type { Stats } from "node:fs";
import type { FileKind, FileRecord } from "@cwsandbox/engine";

/** A byte string as text; what is not UTF-8 becomes U+FFFD. */
export function toText(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** What the engine says about a file. `path` is text. */
export function toFileRecord(path: string, stats: Stats): FileRecord {
  const kind = kindOf(stats);
  return {
    path,
    kind,
    sizeBytes: kind === "file" ? stats.size : 0,
    mode: stats.mode & 0o7777,
    modifiedAt: stats.mtime,
  };
}

export function kindOf(stats: Stats): FileKind {
  if (stats.isFile()) return "file";
  if (stats.isDirectory()) return "directory";
  return stats.isSymbolicLink() ? "symlink" : "other";
}

/** A path without slashes at its end, as it stands before the names below it: empty for `/`. */
export function trimPath(path: string): string {
  return path.replace(/\/+$/, "");
}
