import { chmod, chown, utimes } from "node:fs/promises";
import type { ImageTree } from "./image-tree.js";

/** Gives all directories their looks, the deepest first. The tree is complete then. */
export async function finishTree(tree: ImageTree): Promise<void> {
  const deepestFirst = [...tree.directories].sort(([a], [b]) => b.length - a.length);
  for (const [path, look] of deepestFirst) {
    // No part of this path is a link: a directory that gave way to something else is no longer in the map.
    const at = Buffer.concat([Buffer.from(tree.rootDirectory), Buffer.from(path, "latin1")]);
    if (tree.keepsOwners) await chown(at, look.uid, look.gid);
    await chmod(at, look.mode);
    await utimes(at, look.modifiedSeconds, look.modifiedSeconds);
  }
}
