import { constants } from "node:fs";
import { type FileHandle, open, rmdir, unlink } from "node:fs/promises";
import type { FileScope } from "@cwsandbox/engine";
import { errorCode, heldPath, openRootedPath, type Owner, toByteString } from "../host/index.js";
import { checkPath, fileError, toFileError } from "./file-error.js";
import { openFound } from "./look-at-rooted.js";
import { refuseKernelFile, refuseMounted } from "./refusals.js";
import { MAX_DEPTH, openDirectory, walkHeld } from "./walk-held.js";

const HOLD = 0x20_0000 | constants.O_NOFOLLOW;
/** How often what was put into a directory meanwhile is removed, too. */
const ATTEMPTS = 3;

/** Makes a directory inside a root directory, and those above it (0755, `owner`). */
export async function makeRootedDirectory(root: string, path: string, owner: Owner): Promise<void> {
  checkPath(path);
  try {
    const check = async (parent: FileHandle): Promise<void> => refuseKernelFile(parent, path);
    await using _made = await openRootedPath(root, `${toByteString(path)}/.`, {
      makeParents: { owner, check },
    });
  } catch (error) {
    if (errorCode(error) === "ENOTDIR") {
      throw fileError("file-io-failed", path, "cannot be made: a part of it exists and is not a directory");
    }
    throw toFileError(error, path);
  }
}

/** Removes what a path inside a root directory names; a link itself, and never something that is mounted. */
export async function removeRooted(root: string, path: string, scope: FileScope): Promise<void> {
  try {
    await using place = await openFound(root, path, false);
    const { parent, name, found } = place;
    refuseKernelFile(parent, path);
    if (name === ".") throw fileError("file-permission-denied", path, "is the root and stays");
    refuseMounted(parent, found.handle, path);
    if (!found.stats.isDirectory()) {
      await unlink(heldPath(parent, name));
    } else if (scope.recursive) {
      await removeDirectory({ parent, name, path, scope, depth: 1 });
    } else {
      throw fileError(
        "file-is-directory",
        path,
        "is a directory: ask for it to be removed with all that is in it",
      );
    }
  } catch (error) {
    scope.signal.throwIfAborted();
    throw toFileError(error, path);
  }
}

interface Removal {
  readonly parent: FileHandle;
  readonly name: string;
  readonly path: string;
  readonly scope: FileScope;
  readonly depth: number;
}

async function removeDirectory(removal: Removal): Promise<void> {
  const { parent, name, path, scope, depth } = removal;
  if (depth > MAX_DEPTH) throw fileError("invalid", path, "has too many levels");
  for (let attempt = 1; ; attempt += 1) {
    const held = await openDirectory(parent, name);
    if (held === undefined) return;
    try {
      refuseMounted(parent, held, path);
      await removeContent(held, { path, scope, depth });
    } finally {
      await held.close();
    }
    try {
      return await rmdir(heldPath(parent, name));
    } catch (error) {
      if (errorCode(error) !== "ENOTEMPTY" || attempt >= ATTEMPTS) throw error;
    }
  }
}

async function removeContent(
  directory: FileHandle,
  { path, scope, depth }: Pick<Removal, "path" | "scope" | "depth">,
): Promise<void> {
  const { signal } = scope;
  const { dev } = await directory.stat();
  for await (const { name, stats } of walkHeld(directory, { recursive: false, signal })) {
    const child = `${path}/${name}`;
    if (stats.isDirectory()) {
      await removeDirectory({ parent: directory, name, path: child, scope, depth: depth + 1 });
    } else {
      if (stats.dev !== dev) await refuseMountedName(directory, name, child);
      await unlink(heldPath(directory, name)).catch(ignoreMissing);
    }
  }
}

/** Somebody else was quicker. */
function ignoreMissing(error: unknown): void {
  if (errorCode(error) !== "ENOENT") throw error;
}

async function refuseMountedName(parent: FileHandle, name: string, path: string): Promise<void> {
  await using held = await open(heldPath(parent, name), HOLD);
  refuseMounted(parent, held, path);
}
