import type { Channel, Item } from "./channel.js";

/** The reading end of a channel, whatever is written into it. */
export type ReadableChannel<T extends Item> = Pick<Channel<never, T>, "next" | "close">;

export interface StreamReaderOptions {
  /**
   * Whether leaving a `for await` loop early closes the reader. Readers that own their producer (logs) do,
   * so that nothing keeps running; output of a process or terminal stays readable by the next loop.
   */
  readonly closeOnBreak?: boolean | undefined;
}

/**
 * Pieces of a stream in the order of their arrival, for `for await`. Every piece is delivered once, however
 * many loops read; after the end, or after an error was thrown at its place, loops yield nothing.
 */
export class StreamReader<T extends Item> implements AsyncIterable<T> {
  readonly #channel: ReadableChannel<T>;
  readonly #options: StreamReaderOptions;

  /** @internal */
  constructor(channel: ReadableChannel<T>, options: StreamReaderOptions = {}) {
    this.#channel = channel;
    this.#options = options;
  }

  /** Takes the pieces that no other loop has taken, until the end. */
  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    return {
      next: () => this.#channel.next(),
      return: async () => {
        if (this.#options.closeOnBreak === true) this.close();
        return { done: true, value: undefined };
      },
    };
  }

  /**
   * Stops reading: the iteration ends, a waiting consumer wakes up, and the producer of a log or terminal is
   * cancelled. A command whose output is closed goes on. Calling it again does nothing.
   */
  close(): void {
    this.#channel.close();
  }
}
