import { showName } from "../archive/index.js";
import { refuseArchive } from "../errors.js";

/** Where an entry goes: directory and name inside the image. Both are empty for the root itself. */
export interface EntryPath {
  /** `/usr/bin`, or empty for the root. */
  readonly directory: string;
  readonly name: string;
}

/**
 * Takes a name from an archive apart.
 * @throws EngineError `invalid` for names that begin with a slash, contain `..` or are too long.
 */
export function entryPath(name: string, part: string, maxLengthBytes: number): EntryPath {
  const names = safeNames(name, `${part}: entry ${showName(name)}`, maxLengthBytes);
  const last = names.pop() ?? "";
  return { directory: names.map((directory) => `/${directory}`).join(""), name: last };
}

/** The target of a hard link, as a path from the root of the image. @throws EngineError `invalid`, likewise. */
export function linkTargetPath(target: string, shown: string, maxLengthBytes: number): string {
  const names = safeNames(target, `${shown}, a hard link to ${showName(target)},`, maxLengthBytes);
  return `/${names.join("/")}`;
}

function safeNames(name: string, shown: string, maxLengthBytes: number): string[] {
  if (name.startsWith("/")) throw refuseArchive(shown, "has an absolute path");
  if (name.length > maxLengthBytes) throw refuseArchive(shown.slice(0, 200), "has a path that is too long");
  if (name.includes("\0")) throw refuseArchive(shown, "has a NUL character in its path");
  const names = name.split("/").filter((item) => item !== "" && item !== ".");
  if (names.includes("..")) throw refuseArchive(shown, 'has ".." in its path');
  return names;
}
