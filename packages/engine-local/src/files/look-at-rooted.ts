import type { FileRecord, FileScope } from "@cwsandbox/engine";
import { openRootedPath, type RootedPlace, toByteString } from "../host/index.js";
import { checkPath, fileError, toFileError } from "./file-error.js";
import { toFileRecord, toText, trimPath } from "./file-record.js";
import { walkHeld } from "./walk-held.js";

/** A place where something is. */
export type FoundPlace = RootedPlace & { readonly found: NonNullable<RootedPlace["found"]> };

/**
 * Opens what a path leads to.
 *
 * @throws EngineError `file-not-found` when nothing is there.
 */
export async function openFound(root: string, path: string, followLast = true): Promise<FoundPlace> {
  checkPath(path);
  const place = await openRootedPath(root, toByteString(path), { followLast });
  const { found } = place;
  if (found !== undefined) return Object.assign(place, { found });
  await place[Symbol.asyncDispose]();
  throw fileError("file-not-found", path, "does not exist");
}

/** What a path inside a root directory leads to; links are followed, but never out of the root. */
export async function statRooted(root: string, path: string): Promise<FileRecord> {
  try {
    await using place = await openFound(root, path);
    return toFileRecord(trimPath(path) || "/", place.found.stats);
  } catch (error) {
    throw toFileError(error, path);
  }
}

/** The entries of a directory inside a root directory that a hostile process may change meanwhile. */
export async function* listRooted(
  root: string,
  path: string,
  scope: FileScope,
): AsyncGenerator<FileRecord, void> {
  try {
    await using place = await openFound(root, path);
    const { handle, stats } = place.found;
    if (!stats.isDirectory()) throw fileError("file-io-failed", path, "is not a directory");
    for await (const entry of walkHeld(handle, scope)) {
      yield toFileRecord(`${trimPath(path)}/${toText(entry.path)}`, entry.stats);
    }
  } catch (error) {
    scope.signal.throwIfAborted();
    throw toFileError(error, path);
  }
}
