import type { ext } from "@cwsandbox/wire";
import { invalidField } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";
import { mapImageFormat, toWireImage } from "../mapping/index.js";
import type { ServiceContext } from "./context.js";

/** The image store of the engine, which all callers share. */
export function createImageService({ engine }: ServiceContext): ext.ImageServiceImplementation<Call> {
  return {
    async importImage(requests, { signal }) {
      const frames = requests[Symbol.asyncIterator]();
      const header = await readHeader(frames);
      const format = mapImageFormat(header.format);
      const image = await engine.images.import({
        reference: header.reference,
        content: readChunks(frames, signal),
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

type Frames = AsyncIterator<ext.ImportImageRequest, unknown>;

async function readHeader(frames: Frames): Promise<ext.ImportImageHeader> {
  const first = await frames.next();
  const message = first.done === true ? undefined : first.value.message;
  if (message?.$case !== "header") {
    throw invalidField("header", `the first frame must be 'header', not '${message?.$case ?? "nothing"}'`);
  }
  return message.value;
}

async function* readChunks(frames: Frames, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  for (let next = await frames.next(); next.done !== true; next = await frames.next()) {
    const { message } = next.value;
    if (message?.$case !== "chunk") throw invalidField("chunk", "only chunks may follow the header");
    yield message.value;
  }
  // A broken stream ends like a complete one; only the signal tells that the archive is cut.
  signal.throwIfAborted();
}
