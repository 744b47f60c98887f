import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { heldPath, openRootedPath } from "../../host/index.js";
import { ownOwner } from "./own-owner.js";

/** Archives go from one directory to the next and back; finding each anew would take most of the time. */
const MAX_HELD = 64;

/** A directory of the tree, held open, and its path without links; empty for the root. */
export interface HeldDirectory {
  readonly path: string;
  readonly at: (name: string) => Buffer;
}

/** The directories that were used last, by their names in the archive. */
export interface HeldDirectories {
  readonly byName: Map<string, { readonly handle: FileHandle; readonly path: string }>;
  /** A directory or a link was removed, so that a name may lead elsewhere now. */
  mayLie: boolean;
}

/** The directory of an entry, made when it is missing. Good until the next call. */
export async function holdDirectory(
  held: HeldDirectories,
  rootDirectory: string,
  name: string,
): Promise<HeldDirectory> {
  if (held.mayLie) await releaseDirectories(held);
  const found = held.byName.get(name) ?? (await openDirectory(rootDirectory, name));
  // The last one in the map is the one that was used last.
  held.byName.delete(name);
  held.byName.set(name, found);
  await releaseOldest(held);
  return { path: found.path, at: (child) => heldPath(found.handle, child) };
}

/** Closes all of them. */
export async function releaseDirectories(held: HeldDirectories): Promise<void> {
  held.mayLie = false;
  const all = [...held.byName.values()];
  held.byName.clear();
  for (const { handle } of all) await handle.close();
}

async function openDirectory(
  rootDirectory: string,
  name: string,
): Promise<{ readonly handle: FileHandle; readonly path: string }> {
  const makeParents = { owner: ownOwner(), check: () => Promise.resolve() };
  await using place = await openRootedPath(rootDirectory, `${name}/.`, { makeParents });
  if (place.found === undefined) throw new Error("a path that ends in a dot is always found");
  // One descriptor for each, and not one for each level.
  const handle = await open(heldPath(place.found.handle), constants.O_RDONLY | constants.O_DIRECTORY);
  return { handle, path: place.path === "/" ? "" : place.path };
}

async function releaseOldest(held: HeldDirectories): Promise<void> {
  const [oldest] = held.byName;
  if (oldest === undefined || held.byName.size <= MAX_HELD) return;
  held.byName.delete(oldest[0]);
  await oldest[1].handle.close();
}
