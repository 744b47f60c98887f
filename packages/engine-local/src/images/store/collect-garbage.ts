import { randomBytes } from "node:crypto";
import { readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { EngineError } from "@cwsandbox/engine";
import { readReferences } from "./references.js";
import { removeTree } from "./remove-tree.js";
import type { StoreState } from "./store-state.js";
import { digestOfFolder } from "./stored-image.js";

/** Removes every image that has no reference, is not in use and is not the builtin one. */
export async function collectGarbage(state: StoreState, digestsInUse: ReadonlySet<string>): Promise<void> {
  const references = await readReferences(state.directory);
  const kept = new Set([...references.values()].map((target) => target.digest));
  if (!(state.builtin instanceof EngineError)) kept.add(state.builtin.resolved.digest);
  for (const folder of await readdir(state.directory)) {
    const digest = digestOfFolder(folder);
    if (digest === undefined || kept.has(digest) || digestsInUse.has(digest)) continue;
    // Away from its place first: a crash in the middle must not leave half an image there.
    const doomed = join(state.workDirectory, randomBytes(8).toString("hex"));
    await rename(join(state.directory, folder), doomed);
    await removeTree(doomed);
  }
}
