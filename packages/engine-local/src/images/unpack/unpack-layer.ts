import { EngineError } from "@cwsandbox/engine";
import { errorCode } from "../../host/index.js";
import { checkAborted, readTar, showName, type TarEntry } from "../archive/index.js";
import { refuseArchive } from "../errors.js";
import { entryPath } from "./entry-path.js";
import { type HeldDirectory, holdDirectory, releaseDirectories } from "./held-directories.js";
import { countEntry, type ImageTree } from "./image-tree.js";
import { lookOf, placeEntry } from "./place-entry.js";
import { removeFromTree } from "./remove-from-tree.js";

/** What a name begins with that hides something of a lower layer. */
const WHITEOUT = ".wh.";
/** Hides everything that lower layers have in the directory. */
const OPAQUE = ".wh..wh..opq";
/** Other names of this kind are the bookkeeping of an old file system. */
const BOOKKEEPING = ".wh..wh.";

/** Errors of the file system that come from what the archive wants. */
const REFUSED_BY_SYSTEM: ReadonlyMap<string, string> = new Map([
  ["ENOTDIR", "is below something that is not a directory"],
  ["ELOOP", "is below links that lead in a circle"],
  ["ENAMETOOLONG", "has a path that is too long or too deep"],
  ["EINVAL", "has a name or an owner that cannot be stored here"],
  ["ENOENT", "needs something that it replaces itself"],
  ["EMLINK", "is one hard link too many for this file system"],
]);

/**
 * Lays one layer, a plain tar archive, over the tree. `part` names it in errors.
 *
 * @throws EngineError `invalid` for what is damaged or would leave the image's root.
 */
export async function unpackLayer(
  tree: ImageTree,
  content: AsyncIterable<Uint8Array>,
  part: string,
): Promise<void> {
  tree.fromThisLayer.clear();
  try {
    for await (const entry of readTar(content, part)) {
      checkAborted(tree.signal);
      await unpackEntry(tree, entry, part);
    }
  } finally {
    await releaseDirectories(tree.held);
  }
}

async function unpackEntry(tree: ImageTree, entry: TarEntry, part: string): Promise<void> {
  const shown = `${part}: entry ${showName(entry.name)}`;
  countEntry(tree, entry.type === "file" ? entry.sizeBytes : 0, shown);
  try {
    const { directory, name } = entryPath(entry.name, part, tree.limits.pathLengthBytes);
    if (name === "") return placeRoot(tree, entry, shown);
    const held = await holdDirectory(tree.held, tree.rootDirectory, directory);
    if (held.path.length > tree.limits.pathLengthBytes)
      throw refuseArchive(shown, "has a path that is too long");
    if (name.startsWith(WHITEOUT)) return await applyWhiteout(tree, held, name, shown);
    await placeEntry({ tree, entry, shown, directory: held, name });
    tree.fromThisLayer.add(`${held.path}/${name}`);
  } catch (error) {
    throw toEntryError(error, shown);
  }
}

function placeRoot(tree: ImageTree, entry: TarEntry, shown: string): void {
  if (entry.type !== "directory")
    throw refuseArchive(shown, "is not a directory but in the place of the root");
  tree.directories.set("", lookOf(entry));
}

async function applyWhiteout(
  tree: ImageTree,
  directory: HeldDirectory,
  name: string,
  shown: string,
): Promise<void> {
  if (name === OPAQUE) {
    // The directory itself stays, and what this layer has put into it.
    tree.fromThisLayer.add(directory.path);
    await removeFromTree(tree, directory.at("."), directory.path, tree.fromThisLayer);
    return;
  }
  if (name.startsWith(BOOKKEEPING)) return;
  const hidden = name.slice(WHITEOUT.length);
  if (["", ".", ".."].includes(hidden)) throw refuseArchive(shown, "hides what can be no name");
  await removeFromTree(tree, directory.at(hidden), `${directory.path}/${hidden}`, tree.fromThisLayer);
}

function toEntryError(error: unknown, shown: string): unknown {
  if (error instanceof EngineError) return error;
  const problem = REFUSED_BY_SYSTEM.get(errorCode(error) ?? "");
  return problem === undefined ? error : refuseArchive(shown, problem, error);
}
