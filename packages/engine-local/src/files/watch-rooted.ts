import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { EngineError, type FileChange, type FileScope } from "@cwsandbox/engine";
import { errorCode, isDraftName, openRootedPath } from "../host/index.js";
import { toFileError } from "./file-error.js";
import { toText, trimPath } from "./file-record.js";
import { openFound } from "./look-at-rooted.js";
import { DirectoryWatches, type Notice } from "./directory-watches.js";
import { walkHeld } from "./walk-held.js";

/** A watch on a tree. Paths are byte strings; empty stands for the root. */
interface Watching {
  readonly root: string;
  /** Where the watched place really is, and how the caller calls it. */
  readonly base: string;
  readonly shownBase: string;
  /** The only name that counts, for a watch on something that is no directory. */
  readonly onlyName: string | undefined;
  readonly scope: FileScope;
  readonly watches: DirectoryWatches;
}

/**
 * Tells what changes at a path inside a root directory, by the kernel's notices and never by looking again and
 * again. The first item is null: from then on nothing is missed. Each notice is compared with what is there when
 * it is read, so several changes of one path in a moment may be told as one.
 */
export async function* watchRooted(
  root: string,
  path: string,
  scope: FileScope,
): AsyncGenerator<FileChange | null, void> {
  const watches = new DirectoryWatches(root);
  try {
    const watching = await begin(watches, { root, path, scope });
    yield null;
    for await (const notice of watches.notices(scope.signal)) {
      const isOwnEnd = notice.directory === watching.base && notice.name === ".";
      if (isOwnEnd && !(await isThere(root))) continue;
      yield* changesOf(watching, notice);
      if (isOwnEnd) return;
    }
  } catch (error) {
    scope.signal.throwIfAborted();
    throw toWatchError(error, path);
  } finally {
    watches.close();
  }
}

interface Wanted {
  readonly root: string;
  readonly path: string;
  readonly scope: FileScope;
}

async function begin(watches: DirectoryWatches, { root, path, scope }: Wanted): Promise<Watching> {
  await using place = await openFound(root, path);
  const here = place.path === "/" ? "" : place.path;
  if (!place.found.stats.isDirectory()) {
    const base = here.slice(0, here.lastIndexOf("/"));
    const shownBase = path.slice(0, path.lastIndexOf("/"));
    await watches.add(base);
    return { root, base, shownBase, onlyName: place.name, scope, watches };
  }
  const watching = { root, base: here, shownBase: trimPath(path), onlyName: undefined, scope, watches };
  await watches.add(here);
  if (scope.recursive) {
    for await (const entry of walkHeld(place.found.handle, scope)) {
      if (entry.stats.isDirectory()) await watches.add(`${here}/${entry.path}`);
    }
  }
  return watching;
}

async function* changesOf(watching: Watching, notice: Notice): AsyncGenerator<FileChange, void> {
  const { base, onlyName, watches } = watching;
  const { directory, name, mayBeNew } = notice;
  if (name === ".") {
    if (directory === base) yield { kind: "removed", path: shownPath(watching, base) };
    return;
  }
  if (isDraftName(name) || (onlyName !== undefined && name !== onlyName)) return;
  const path = `${directory}/${name}`;
  const stats = await lookAt(watching.root, path);
  if (stats === undefined) {
    watches.remove(path);
    if (mayBeNew && (await isThere(watching.root)))
      yield { kind: "removed", path: shownPath(watching, path) };
    return;
  }
  yield { kind: mayBeNew ? "created" : "changed", path: shownPath(watching, path) };
  if (mayBeNew && stats.isDirectory() && watching.scope.recursive) yield* watchBelow(watching, path);
}

/** A new directory may have been filled before its watch began; that is told too. */
async function* watchBelow(watching: Watching, path: string): AsyncGenerator<FileChange, void> {
  const { root, scope, watches } = watching;
  watches.remove(path);
  if (!(await watches.add(path))) return;
  await using place = await openRootedPath(root, path, { followLast: false });
  if (place.found?.stats.isDirectory() !== true) return;
  for await (const entry of walkHeld(place.found.handle, scope)) {
    const below = `${path}/${entry.path}`;
    if (entry.stats.isDirectory()) await watches.add(below);
    if (!isDraftName(entry.name)) yield { kind: "created", path: shownPath(watching, below) };
  }
}

/** When a sandbox ends its root goes first; that is no change of its files. */
async function isThere(root: string): Promise<boolean> {
  return stat(root).then(
    () => true,
    () => false,
  );
}

async function lookAt(root: string, path: string): Promise<Stats | undefined> {
  try {
    await using place = await openRootedPath(root, path, { followLast: false });
    return place.found?.stats;
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(errorCode(error) ?? "")) return undefined;
    throw error;
  }
}

function shownPath({ base, shownBase }: Watching, path: string): string {
  return `${shownBase}${toText(path.slice(base.length))}` || "/";
}

function toWatchError(error: unknown, path: string): EngineError {
  // The kernel says "no space" when a user has as many watches as it allows.
  if (errorCode(error) !== "ENOSPC") return toFileError(error, path);
  const text = `${JSON.stringify(path)} cannot be watched: the machine's limit of watches is used up (fs.inotify.max_user_watches).`;
  return new EngineError("exhausted", text, { path, cause: error });
}
