import {
  type Frame,
  FrameError,
  type FrameLimits,
  HEADER_BYTES,
  parseBounded,
  readJsonBytes,
  sizesOfAttachments,
} from "./frame.js";

/** What a result may be, unless the caller wants it smaller. */
export const RESULT_LIMITS: FrameLimits = {
  maxSizeBytes: 256 * 1024 * 1024,
  maxDepth: 1200,
  maxNodes: 20_000_000,
};

const NOTHING: Uint8Array = new Uint8Array();

/**
 * Takes a frame of unknown origin in as it arrives. Nothing in it is executed; size, depth and number of values are
 * checked before anything is built. An attachment goes straight into memory of its own.
 */
export class FrameReader {
  readonly #parts: Generator<Uint8Array, Frame, undefined>;
  #target = NOTHING;
  #filledBytes = 0;
  #frame: Frame | null = null;
  #failure: FrameError | null = null;

  constructor(limits: FrameLimits = RESULT_LIMITS) {
    this.#parts = readParts(limits);
    this.#goOn();
  }

  /** Takes the next piece. What is wrong with it is told by {@link finish}; what follows the frame is dropped. */
  push(piece: Uint8Array): void {
    let offset = 0;
    while (offset < piece.length && this.#isOpen()) {
      const taken = piece.subarray(offset, offset + this.#target.length - this.#filledBytes);
      this.#target.set(taken, this.#filledBytes);
      this.#filledBytes += taken.length;
      offset += taken.length;
      if (this.#filledBytes === this.#target.length) this.#goOn();
    }
  }

  /**
   * The whole frame.
   *
   * @throws FrameError saying what is wrong.
   */
  finish(): Frame {
    if (this.#failure !== null) throw this.#failure;
    if (this.#frame === null) throw new FrameError("it is cut off");
    return this.#frame;
  }

  #isOpen(): boolean {
    return this.#frame === null && this.#failure === null;
  }

  /** To the next part that has any bytes. */
  #goOn(): void {
    try {
      do {
        const next = this.#parts.next();
        if (next.done === true) this.#frame = next.value;
        this.#target = next.done === true ? NOTHING : next.value;
      } while (this.#frame === null && this.#target.length === 0);
      this.#filledBytes = 0;
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#failure = error;
    }
  }
}

/** Yields the memory for each part in turn, and goes on when it has been filled. */
function* readParts(limits: FrameLimits): Generator<Uint8Array, Frame, undefined> {
  const header = Buffer.alloc(HEADER_BYTES);
  yield header;
  const json = Buffer.alloc(readJsonBytes(header, limits));
  yield json;
  const document = parseBounded(json, limits);
  const attachments: ArrayBuffer[] = [];
  for (const sizeBytes of sizesOfAttachments(document, limits.maxSizeBytes - HEADER_BYTES - json.length)) {
    const memory = new ArrayBuffer(sizeBytes);
    yield new Uint8Array(memory);
    attachments.push(memory);
  }
  return { document, attachments };
}
