import { SandboxExecutionError } from "../errors/index.js";
import type { Channel, Item } from "./channel.js";
import { Requests } from "./requests.js";
import { linesIn, onlyBytes, toText } from "./views.js";

/** The reading end of a channel, whatever is written into it. */
export type ReadableChannel<T extends Item> = Pick<Channel<never, T>, "next" | "close">;

export interface StreamReaderOptions {
  /**
   * Whether leaving a `for await` loop early closes the reader. Readers that own their producer (logs) do,
   * so that nothing keeps running; output of a process or terminal stays readable by the next loop.
   */
  readonly closeOnBreak?: boolean | undefined;
  /** The same channel before decoding, for readers of text. */
  readonly raw?: ReadableChannel<Uint8Array> | undefined;
}

/** A reader of something that can be looked at as text and as bytes. */
type ReadableText = StreamReader<string | Uint8Array>;

/**
 * Pieces of a stream in the order of their arrival, for `for await`. Every piece is delivered once, however
 * many loops read, also when a loop is left while it waits for one; after the end, or after an error was thrown at its place, loops yield nothing.
 *
 * Output can be looked at in other ways: `lines()`, `bytes()`, `text()`, `toReadableStream()`. Choose one way
 * for each stream: what one of them has taken, the others do not see.
 */
export class StreamReader<T extends Item> implements AsyncIterable<T> {
  readonly #channel: ReadableChannel<T>;
  readonly #options: StreamReaderOptions;
  readonly #pieces: Requests<T>;
  readonly #rawPieces: Requests<Uint8Array> | null;
  /** Made once, so that a second loop over the lines goes on where the first one left. */
  #lines: Requests<string> | null = null;
  #view: "pieces" | "bytes" | null = null;

  /** @hidden */
  constructor(channel: ReadableChannel<T>, options: StreamReaderOptions = {}) {
    this.#channel = channel;
    this.#options = options;
    const { raw } = options;
    this.#pieces = new Requests(() => channel.next());
    this.#rawPieces = raw === undefined ? null : new Requests(() => raw.next());
  }

  /** Takes the pieces that no other loop has taken, until the end. */
  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    this.#choose("pieces");
    return this.#loop(this.#pieces);
  }

  /**
   * The stream as bytes: those that were sent, also where they are no text.
   *
   * @throws SandboxExecutionError when the stream is already being read as text.
   */
  bytes(this: ReadableText): AsyncIterable<Uint8Array> {
    return { [Symbol.asyncIterator]: () => this.#bytesLoop() };
  }

  /**
   * The stream as lines of UTF-8 text without their line ends (`\n` or `\r\n`), however it was cut on its way.
   *
   * @throws SandboxExecutionError at once when the stream is already being read as text, and
   *   SandboxStreamTruncatedError from the loop for a line above 1 MiB.
   */
  lines(this: ReadableText): AsyncIterable<string> {
    const lines = (this.#lines ??= this.#splitLines());
    return { [Symbol.asyncIterator]: () => this.#loop(lines) };
  }

  /** All that has not been read yet as one text, when the stream has ended; invalid bytes become U+FFFD. */
  async text(this: ReadableText): Promise<string> {
    return toText(this.bytes());
  }

  /** The stream as a web stream of bytes, read no faster than it is taken. Cancelling it closes this reader. */
  toReadableStream(this: ReadableText): ReadableStream<Uint8Array> {
    const bytes = this.#bytesLoop();
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const step = await bytes.next();
          if (step.done === true) controller.close();
          else controller.enqueue(step.value);
        },
        cancel: () => this.close(),
      },
      { highWaterMark: 0 },
    );
  }

  /**
   * Stops reading: the iteration ends, a waiting consumer wakes up, and the producer of a log or terminal is
   * cancelled. A command whose output is closed goes on. Calling it again does nothing.
   */
  close(): void {
    this.#channel.close();
  }

  #bytesLoop(): AsyncIterator<Uint8Array, undefined> {
    if (this.#rawPieces === null) return onlyBytes(this[Symbol.asyncIterator]());
    this.#choose("bytes");
    return this.#loop(this.#rawPieces);
  }

  #splitLines(this: ReadableText): Requests<string> {
    const lines = linesIn(this.bytes());
    return new Requests(() => lines.next());
  }

  #loop<Piece>(requests: Requests<Piece>): AsyncIterator<Piece, undefined> {
    return requests.loop(() => {
      if (this.#options.closeOnBreak === true) this.close();
    });
  }

  /** A character that is cut between two pieces would be lost between the two ways of reading. */
  #choose(view: "pieces" | "bytes"): void {
    this.#view ??= view;
    if (this.#view === view || this.#options.raw === undefined) return;
    const [first, second] = view === "bytes" ? ["text", "bytes or lines"] : ["bytes or lines", "text"];
    throw new SandboxExecutionError(
      `The stream is being read as ${first}, so it cannot be read as ${second} too.`,
    );
  }
}
