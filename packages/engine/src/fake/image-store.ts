import { createHash } from "node:crypto";

import type { ImageStore } from "../engine.js";
import { EngineError } from "../errors/index.js";
import type { ImageRecord } from "../model/index.js";

export interface FakeImageStore extends ImageStore {
  /** @throws EngineError `image-not-found`. */
  readonly require: (reference: string) => ImageRecord;
}

/** Creates a store of images that have a name and no content; `builtin` cannot be removed. */
export function createFakeImageStore(references: readonly string[]): FakeImageStore {
  const images = new Map(
    references.map((reference) => [reference, imageRecord(reference, Buffer.from(reference))]),
  );
  const require = (reference: string): ImageRecord => {
    const image = images.get(reference);
    if (image === undefined) {
      throw new EngineError("image-not-found", `Image '${reference}' is not in the store`, {
        field: "image",
      });
    }
    return image;
  };

  return {
    require,
    async import({ reference, content, signal }) {
      if (images.get(reference)?.builtin === true) {
        throw new EngineError("already-exists", `Image '${reference}' is built in`, { field: "reference" });
      }
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) {
        if (signal?.aborted === true) {
          throw new EngineError("unavailable", `The import of '${reference}' was aborted`);
        }
        chunks.push(chunk);
      }
      const image = imageRecord(reference, Buffer.concat(chunks));
      images.set(reference, image);
      return image;
    },
    list: () => Promise.resolve([...images.values()]),
    async remove(reference) {
      if (require(reference).builtin) {
        throw new EngineError("invalid", `Image '${reference}' is built in`, { field: "reference" });
      }
      await Promise.resolve(images.delete(reference));
    },
  };
}

function imageRecord(reference: string, content: Uint8Array): ImageRecord {
  return {
    reference,
    digest: `sha256:${createHash("sha256").update(content).digest("hex")}`,
    sizeBytes: content.byteLength,
    importedAt: new Date(),
    command: [],
    builtin: reference === "builtin",
  };
}
