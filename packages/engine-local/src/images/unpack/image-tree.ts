import { chown } from "node:fs/promises";
import type { Owner } from "../../host/index.js";
import { refuseArchive } from "../errors.js";
import type { ImportLimits } from "../limits.js";
import type { HeldDirectories } from "./held-directories.js";
import { ownOwner } from "./own-owner.js";

const MAX_WARNINGS = 100;
/** An id that is not ours, to see what happens. */
const OTHER_ID = 1;

/** How something looks beside its content. */
export interface Look extends Owner {
  readonly mode: number;
  readonly modifiedSeconds: number;
}

/**
 * The tree of an image while it is made. Nobody else knows its directory yet, so its names are stable;
 * but its links come from a stranger and are never followed out of it.
 */
export interface ImageTree {
  readonly rootDirectory: string;
  /** Whether files get the owners that the archive names; otherwise all are ours. */
  readonly keepsOwners: boolean;
  readonly limits: ImportLimits;
  readonly signal: AbortSignal | undefined;
  /** What was left out, for people. */
  readonly warnings: string[];
  sizeBytes: number;
  entries: number;
  /** Directories get their looks at the very end: an ordinary user could not write into a read-only one. */
  readonly directories: Map<string, Look>;
  /** Paths that came with the present layer; its whiteouts do not touch them. */
  readonly fromThisLayer: Set<string>;
  readonly held: HeldDirectories;
}

/** An empty tree in a directory that exists. */
export async function makeImageTree(
  rootDirectory: string,
  limits: ImportLimits,
  signal: AbortSignal | undefined,
): Promise<ImageTree> {
  return {
    rootDirectory,
    keepsOwners: await triesToGiveAway(rootDirectory),
    limits,
    signal,
    warnings: [],
    sizeBytes: 0,
    entries: 0,
    // Archives need not describe the root itself.
    directories: new Map([
      ["", { ...ownOwner(), mode: 0o755, modifiedSeconds: Math.floor(Date.now() / 1000) }],
    ]),
    fromThisLayer: new Set(),
    held: { byName: new Map(), mayLie: false },
  };
}

/** Notes what was left out; after a hundred notes only that there are more. */
export function warn(tree: ImageTree, text: string): void {
  if (tree.warnings.length < MAX_WARNINGS) tree.warnings.push(text);
  else if (tree.warnings.length === MAX_WARNINGS) tree.warnings.push("… and more");
}

/** Whether this process may give files to others: root may, root of a user namespace with one id may not. */
async function triesToGiveAway(directory: string): Promise<boolean> {
  const own = ownOwner();
  try {
    await chown(directory, OTHER_ID, OTHER_ID);
  } catch {
    return false;
  }
  await chown(directory, own.uid, own.gid);
  return true;
}

/** Counts an entry. @throws EngineError `invalid` when the image becomes too large. */
export function countEntry(tree: ImageTree, sizeBytes: number, shown: string): void {
  tree.entries += 1;
  tree.sizeBytes += sizeBytes;
  if (tree.entries > tree.limits.entries) {
    throw refuseArchive(shown, `is one too many: an image can have ${tree.limits.entries} entries`);
  }
  if (tree.sizeBytes > tree.limits.unpackedSizeBytes) {
    throw refuseArchive(shown, `makes the image larger than ${tree.limits.unpackedSizeBytes} bytes`);
  }
}
