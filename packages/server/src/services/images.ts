import type { ext } from "@cwsandbox/wire";
import type { Call } from "../interceptors/index.js";
import { mapImageFormat, toWireImage } from "../mapping/index.js";
import type { ServiceContext } from "./context.js";
import { readUpload } from "./read-upload.js";

/** The image store of the engine, which all callers share. */
export function createImageService({ engine }: ServiceContext): ext.ImageServiceImplementation<Call> {
  return {
    async importImage(requests, { signal }) {
      const { header, chunks } = await readUpload(requests, signal);
      const format = mapImageFormat(header.format);
      const image = await engine.images.import({
        reference: header.reference,
        content: chunks,
        signal,
        ...(format === undefined ? {} : { format }),
      });
      return toWireImage(image);
    },
    async listImages() {
      const images = await engine.images.list();
      return {
        images: images.map(toWireImage).sort((left, right) => (left.reference < right.reference ? -1 : 1)),
      };
    },
    async removeImage({ reference }) {
      await engine.images.remove(reference);
      return {};
    },
  };
}
