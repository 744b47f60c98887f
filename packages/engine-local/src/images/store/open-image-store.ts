import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { ImageStore } from "@cwsandbox/engine";
import { type BuiltinSources, hostBuiltinSources } from "../builtin/index.js";
import { DEFAULT_IMPORT_LIMITS, type ImportLimits } from "../limits.js";
import type { ResolvedImage } from "../resolved-image.js";
import { loadBuiltin } from "./load-builtin.js";
import { collectGarbage } from "./collect-garbage.js";
import { makeExclusive } from "./exclusive.js";
import { addImage, listImages, removeReference, resolveReference } from "./operations.js";
import { removeTree } from "./remove-tree.js";
import type { StoreState } from "./store-state.js";

export interface ImageStoreOptions {
  /** Absolute; made when missing. No other process may use it at the same time. */
  readonly directory: string;
  /** What the builtin image is made from. Default: this host. */
  readonly builtin?: BuiltinSources;
  /** Default: see {@link ImportLimits}. */
  readonly limits?: Partial<ImportLimits>;
}

/** The images of this machine. */
export interface LocalImageStore extends ImageStore {
  /** @throws EngineError `invalid` for what is no reference, `image-not-found`, `unsupported` for a builtin image that cannot be made here. */
  resolve(reference: string): Promise<ResolvedImage>;
  /**
   * Removes the files of images that have no reference any more. `digestsInUse` are those of running
   * sandboxes, which keep theirs. Between `resolve` and this call the caller counts the digest as in use.
   */
  collectGarbage(digestsInUse: ReadonlySet<string>): Promise<void>;
}

/** Opens the image store, removes what a crash has left half-made, and makes the builtin image. */
export async function openImageStore(options: ImageStoreOptions): Promise<LocalImageStore> {
  const workDirectory = join(options.directory, "tmp");
  // The images themselves are closed to others, see `makeImageFolder`; the builtin one must be reachable.
  await mkdir(options.directory, { recursive: true });
  await chmod(options.directory, 0o711);
  await removeTree(workDirectory);
  await mkdir(workDirectory, { mode: 0o700 });
  const state: StoreState = {
    directory: options.directory,
    workDirectory,
    limits: { ...DEFAULT_IMPORT_LIMITS, ...options.limits },
    exclusively: makeExclusive(),
    builtin: await loadBuiltin(options.directory, workDirectory, options.builtin ?? hostBuiltinSources),
  };
  return {
    import: (request) => addImage(state, request),
    list: () => listImages(state),
    remove: (reference) => removeReference(state, reference),
    resolve: (reference) => resolveReference(state, reference),
    collectGarbage: (digestsInUse) => state.exclusively(() => collectGarbage(state, digestsInUse)),
  };
}
