import { invalidField } from "../errors/index.js";

/** One frame of a stream that brings bytes: what they are first, then the bytes. */
interface UploadFrame<Header> {
  readonly message?:
    | { readonly $case: "header"; readonly value: Header }
    | { readonly $case: "chunk"; readonly value: Uint8Array }
    | undefined;
}

/** A stream that brings bytes, its first frame read. */
export interface Upload<Header> {
  readonly header: Header;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Reads the header of a stream that brings bytes.
 *
 * @throws ServiceError when the first frame is none, and through `chunks` for every later frame that brings no bytes.
 */
export async function readUpload<Header>(
  requests: AsyncIterable<UploadFrame<Header>>,
  signal: AbortSignal,
): Promise<Upload<Header>> {
  const frames = requests[Symbol.asyncIterator]();
  const first = await frames.next();
  const message = first.done === true ? undefined : first.value.message;
  if (message?.$case !== "header") {
    throw invalidField("header", `the first frame must be 'header', not '${message?.$case ?? "nothing"}'`);
  }
  return { header: message.value, chunks: readChunks(frames, signal) };
}

async function* readChunks(
  frames: AsyncIterator<UploadFrame<unknown>, unknown>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let next = await frames.next(); next.done !== true; next = await frames.next()) {
    const { message } = next.value;
    if (message?.$case !== "chunk") throw invalidField("chunk", "only chunks may follow the header");
    yield message.value;
  }
  // A broken stream ends like a complete one; only the signal tells that the archive is cut.
  signal.throwIfAborted();
}
