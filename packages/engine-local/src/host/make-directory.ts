import { constants, lstatSync, renameSync } from "node:fs";
import { chmod, chown, type FileHandle, mkdir, open, rmdir } from "node:fs/promises";

import { errorCode } from "./error-code.js";
import { draftPath, heldPath } from "./held-path.js";

/** Without the right to read it. */
const HOLD = 0x20_0000 | constants.O_NOFOLLOW | constants.O_DIRECTORY;
const TAKEN: ReadonlySet<unknown> = new Set(["EEXIST", "ENOTEMPTY", "ENOTDIR"]);

/** What a new directory looks like; ids as the host sees them. */
export interface DirectoryLook {
  readonly owner: { readonly uid: number; readonly gid: number };
  readonly mode: number;
}

/**
 * Makes a directory in a held one. Whoever sees it sees it with its owner and mode: it gets its name last.
 * Gives whether it did so: nothing happens where the name is taken, already or by the time of the last step.
 */
export async function makeHeldDirectory(
  parent: FileHandle,
  name: string,
  look: DirectoryLook,
): Promise<boolean> {
  const target = heldPath(parent, name);
  if (isTaken(target)) return false;
  const draft = draftPath(parent);
  await mkdir(draft, 0o700);
  try {
    await complete(draft, look);
    if (publish(draft, target)) return true;
  } catch (error) {
    await discard(draft);
    throw error;
  }
  await discard(draft);
  return false;
}

async function complete(draft: Buffer, { owner, mode }: DirectoryLook): Promise<void> {
  await using made = await open(draft, HOLD);
  // Somebody may have put another directory there meanwhile; that one keeps its owner and mode.
  if ((await made.stat()).uid !== process.geteuid?.()) return;
  await chown(heldPath(made), owner.uid, owner.gid);
  await chmod(heldPath(made), mode);
}

/**
 * Renaming replaces an empty directory, so it looks first, and nobody else in this process comes between. Somebody
 * inside who does loses a directory with nothing in it to one with nothing in it.
 */
function publish(draft: Buffer, target: Buffer): boolean {
  if (isTaken(target)) return false;
  try {
    renameSync(draft, target);
    return true;
  } catch (error) {
    if (TAKEN.has(errorCode(error))) return false;
    throw error;
  }
}

function isTaken(path: Buffer): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Fails when the sandbox has taken it away, renamed it or used it; nothing is left to us then. */
async function discard(draft: Buffer): Promise<void> {
  await rmdir(draft).catch(() => undefined);
}
