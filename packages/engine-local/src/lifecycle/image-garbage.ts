import type { ImageStore } from "@cwsandbox/engine";

import type { LocalImageStore } from "../images/index.js";
import type { EngineLogger } from "./parts.js";

/** Files of images that nobody can ask for any more, removed when the last sandbox that uses them has gone. */
export interface ImageGarbage {
  /** The store for callers: what they remove or replace is collected. */
  readonly images: ImageStore;
  /** Call it when a sandbox has finished. */
  readonly onFinished: () => void;
}

/** `digestsInUse` gives those of all sandboxes that are not finished. */
export function createImageGarbage(
  store: LocalImageStore,
  digestsInUse: () => ReadonlySet<string>,
  logger: EngineLogger,
): ImageGarbage {
  let pending = false;
  const collect = async (): Promise<void> => {
    const used = digestsInUse();
    pending = used.size > 0;
    await store.collectGarbage(used).catch((error: unknown) => {
      logger.error({ err: error }, "files of removed images could not be removed");
    });
  };
  return {
    images: {
      import: async (request) => {
        const image = await store.import(request);
        await collect();
        return image;
      },
      list: () => store.list(),
      remove: async (reference) => {
        await store.remove(reference);
        await collect();
      },
    },
    onFinished: () => {
      if (pending) {
        void collect();
      }
    },
  };
}
