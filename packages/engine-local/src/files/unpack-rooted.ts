import { constants, fchmodSync, fchownSync, futimesSync } from "node:fs";
import { type FileHandle, lchown, open, rename, symlink, unlink } from "node:fs/promises";
import {
  draftPath,
  errorCode,
  heldPath,
  makeHeldDirectory,
  openRootedPath,
  type Owner,
  toByteString,
} from "../host/index.js";
import { makeRootedDirectory } from "./change-rooted.js";
import { checkPath, fileError, toFileError } from "./file-error.js";
import { trimPath } from "./file-record.js";
import { readEntries, type UnpackedEntry } from "./read-entries.js";
import { refuseKernelFile, refuseMounted } from "./refusals.js";
import { openDirectory } from "./walk-held.js";

const HOLD = 0x20_0000;
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** A directory that is being filled. */
interface Unpacking {
  readonly root: string;
  readonly path: string;
  readonly owner: Owner;
  /** The directory of the last entry: archives go through one after another. */
  held: { readonly path: string; readonly handle: FileHandle } | undefined;
}

/**
 * Lays a tar archive over a directory inside a root directory that a hostile process may change meanwhile. Links
 * on the way are followed, but never out of the root; what is in the place of a file or link is replaced.
 */
export async function unpackRooted(
  root: string,
  path: string,
  archive: AsyncIterable<Uint8Array>,
  owner: Owner,
): Promise<void> {
  checkPath(path);
  await makeRootedDirectory(root, path, owner);
  const unpacking: Unpacking = { root, path: trimPath(path), owner, held: undefined };
  let shown = path;
  try {
    for await (const entry of readEntries(archive, path)) {
      if (entry.names.length === 0) continue;
      shown = `${unpacking.path}/${entry.names.join("/")}`;
      await place(unpacking, entry, shown);
    }
  } catch (error) {
    throw toFileError(error, shown);
  } finally {
    await unpacking.held?.handle.close();
  }
}

async function place(unpacking: Unpacking, entry: UnpackedEntry, shown: string): Promise<void> {
  const parent = await holdParent(unpacking, entry.names.slice(0, -1));
  const name = toByteString(entry.names.at(-1) ?? "");
  if (entry.type === "directory") {
    // What is there is used as it is; entries below it say when it is no directory.
    await makeHeldDirectory(parent, name, { mode: entry.mode, owner: unpacking.owner });
    return;
  }
  await refuseBlocked(parent, name, shown);
  const part = draftPath(parent);
  try {
    await makePart(part, entry, unpacking.owner);
    await rename(part, heldPath(parent, name));
  } catch (error) {
    // Also fails when the sandbox has taken it away or renamed it; nothing is left to us then.
    await unlink(part).catch(() => undefined);
    throw error;
  }
}

async function holdParent(unpacking: Unpacking, names: readonly string[]): Promise<FileHandle> {
  const path = [unpacking.path, ...names].join("/") || "/";
  const { held } = unpacking;
  if (held?.path === path) return held.handle;
  const handle = (await openBelow(held, path)) ?? (await openParent(unpacking, path));
  unpacking.held = { path, handle };
  await held?.handle.close();
  refuseKernelFile(handle, path);
  return handle;
}

/** Archives go down step by step; without this, deep folders would be walked from the root for each entry. */
async function openBelow(held: Unpacking["held"], path: string): Promise<FileHandle | undefined> {
  const end = path.lastIndexOf("/");
  if (held === undefined || path.slice(0, end) !== held.path) return undefined;
  return openDirectory(held.handle, toByteString(path.slice(end + 1)));
}

async function openParent({ root, owner }: Unpacking, path: string): Promise<FileHandle> {
  const check = async (parent: FileHandle): Promise<void> => refuseKernelFile(parent, path);
  await using opened = await openRootedPath(root, `${toByteString(path)}/.`, {
    makeParents: { owner, check },
  });
  if (opened.found === undefined) throw new Error("a path that ends in a dot is always found");
  // Waited for here: what it opens through is closed at the end of this block.
  return await open(heldPath(opened.found.handle), HOLD | constants.O_DIRECTORY);
}

/** Refuses to replace a directory, or something that is mounted. */
async function refuseBlocked(parent: FileHandle, name: string, shown: string): Promise<void> {
  let there: FileHandle;
  try {
    there = await open(heldPath(parent, name), HOLD | constants.O_NOFOLLOW);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    throw error;
  }
  try {
    if ((await there.stat()).isDirectory()) throw fileError("file-is-directory", shown, "is a directory");
    refuseMounted(parent, there, shown);
  } finally {
    await there.close();
  }
}

async function makePart(part: Buffer, entry: UnpackedEntry, owner: Owner): Promise<void> {
  if (entry.type === "symlink") {
    await symlink(entry.target, part);
    await lchown(part, owner.uid, owner.gid);
    return;
  }
  await using file = await open(part, CREATE, 0o600);
  for await (const piece of entry.content) await file.writeFile(piece);
  // Of an open file, so that none of these waits for a disk.
  fchownSync(file.fd, owner.uid, owner.gid);
  fchmodSync(file.fd, entry.mode);
  futimesSync(file.fd, entry.modifiedAt, entry.modifiedAt);
}
