import { lstat, readdir, rmdir, unlink } from "node:fs/promises";
import { errorCode } from "../../host/index.js";
import type { ImageTree } from "./image-tree.js";

/**
 * Removes what is at a path, with all below it, except what `keep` holds.
 * @returns whether it is gone
 */
export async function removeFromTree(
  tree: ImageTree,
  at: Buffer,
  path: string,
  keep: ReadonlySet<string>,
): Promise<boolean> {
  const stats = await lstat(at).catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  });
  if (stats === undefined) return true;
  if (!stats.isDirectory()) {
    if (keep.has(path)) return false;
    await unlink(at);
    if (stats.isSymbolicLink()) tree.held.mayLie = true;
    return true;
  }
  let empty = true;
  for (const child of await readdir(at, "latin1")) {
    const childAt = Buffer.concat([at, Buffer.from(`/${child}`, "latin1")]);
    if (!(await removeFromTree(tree, childAt, `${path}/${child}`, keep))) empty = false;
  }
  if (!empty || keep.has(path)) return false;
  await rmdir(at);
  tree.directories.delete(path);
  tree.held.mayLie = true;
  return true;
}
