import { constants, fchmodSync, fchownSync, futimesSync, lchownSync, lutimesSync } from "node:fs";
import { type FileHandle, link, lstat, mkdir, open, symlink } from "node:fs/promises";
import { errorCode, heldPath, openRootedPath } from "../../host/index.js";
import { showName, type TarEntry } from "../archive/index.js";
import { refuseArchive } from "../errors.js";
import { linkTargetPath } from "./entry-path.js";
import type { HeldDirectory } from "./held-directories.js";
import { type ImageTree, type Look, warn } from "./image-tree.js";
import { removeFromTree } from "./remove-from-tree.js";

const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
const NOTHING: ReadonlySet<string> = new Set();

/** One entry on its way into the tree. */
export interface Placing {
  readonly tree: ImageTree;
  readonly entry: TarEntry;
  /** The entry, for people. */
  readonly shown: string;
  readonly directory: HeldDirectory;
  readonly name: string;
}

/** Puts an entry into the tree, in the place of what an earlier layer has there. */
export async function placeEntry(placing: Placing): Promise<void> {
  const { tree, entry, shown } = placing;
  switch (entry.type) {
    case "directory":
      return await placeDirectory(placing);
    case "file":
      return await placeFile(placing);
    case "symlink":
      return await placeSymlink(placing);
    case "link":
      return await placeLink(placing);
    case "device":
    case "fifo":
      await clear(placing);
      warn(tree, `${shown} was left out: devices and FIFOs are not imported`);
  }
}

async function placeDirectory(placing: Placing): Promise<void> {
  const { tree, entry, directory, name } = placing;
  await replacing(placing, async (at) => {
    await mkdir(at, 0o700).catch(async (error: unknown) => {
      if (errorCode(error) !== "EEXIST" || !(await lstat(at)).isDirectory()) throw error;
    });
  });
  tree.directories.set(`${directory.path}/${name}`, lookOf(entry));
}

/** What of an entry matters after it was placed. */
export function lookOf({ uid, gid, mode, modifiedSeconds }: TarEntry): Look {
  return { uid, gid, mode, modifiedSeconds };
}

async function placeFile(placing: Placing): Promise<void> {
  const { tree, entry } = placing;
  let file: FileHandle | undefined;
  await replacing(placing, async (at) => {
    file = await open(at, CREATE, 0o600);
  });
  if (file === undefined) throw new Error("a file that was created is open");
  try {
    for await (const piece of entry.body) await file.writeFile(piece);
    // These take a microsecond each, and the way to another thread and back a hundred.
    if (tree.keepsOwners) fchownSync(file.fd, entry.uid, entry.gid);
    fchmodSync(file.fd, entry.mode);
    futimesSync(file.fd, entry.modifiedSeconds, entry.modifiedSeconds);
  } finally {
    await file.close();
  }
}

async function placeSymlink(placing: Placing): Promise<void> {
  const { tree, entry, directory, name, shown } = placing;
  if (entry.linkName === "" || entry.linkName.includes("\0")) {
    throw refuseArchive(shown, "is a symbolic link to what can be no path");
  }
  await replacing(placing, (at) => symlink(Buffer.from(entry.linkName, "latin1"), at));
  const at = directory.at(name);
  if (tree.keepsOwners) lchownSync(at, entry.uid, entry.gid);
  lutimesSync(at, entry.modifiedSeconds, entry.modifiedSeconds);
}

async function placeLink(placing: Placing): Promise<void> {
  const { tree, entry, shown, directory, name } = placing;
  const path = linkTargetPath(entry.linkName, shown, tree.limits.pathLengthBytes);
  await using target = await openTarget(placing, path);
  if (target.found === undefined) throw missingTarget(placing);
  if (target.found.stats.isDirectory()) throw refuseArchive(shown, "is a hard link to a directory");
  if (target.path === `${directory.path}/${name}`) return;
  await replacing(placing, (at) => link(heldPath(target.parent, target.name), at));
}

async function openTarget(placing: Placing, path: string) {
  try {
    return await openRootedPath(placing.tree.rootDirectory, path, { followLast: false });
  } catch (error) {
    throw errorCode(error) === "ENOENT" ? missingTarget(placing) : error;
  }
}

function missingTarget({ entry, shown }: Placing): Error {
  return refuseArchive(shown, `is a hard link to ${showName(entry.linkName)}, which is not there`);
}

/** Tries to make something, and once more after what is in its place is gone. */
async function replacing(placing: Placing, make: (at: Buffer) => Promise<void>): Promise<void> {
  const at = placing.directory.at(placing.name);
  try {
    await make(at);
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    await clear(placing);
    await make(at);
  }
}

async function clear({ tree, directory, name }: Placing): Promise<void> {
  await removeFromTree(tree, directory.at(name), `${directory.path}/${name}`, NOTHING);
}
