import { Fifo } from "../support/index.js";

/** Anything that can be an item of a stream; undefined and null cannot. */
export type Item = object | string | number | boolean;

/** Turns items into what the reader sees; keeps what is incomplete until more comes. */
export interface ItemDecoder<In, Out> {
  /** The next thing to deliver, or undefined when this item completes nothing. */
  decode(item: In): Out | undefined;
  /** What is left at the end of the stream, or undefined. */
  flush(): Out | undefined;
}

/** Somebody who waits for the next item. Gives false while there is none and may still be one. */
type WaitingReader = () => boolean;

/** How a channel behaves. */
export interface ChannelOptions<In, Out> {
  readonly decoder: ItemDecoder<In, Out>;
  /** Items held before `push` delays its caller; none means without a limit. */
  readonly capacity?: number | undefined;
  /** Called once when the reading side gives up before the end. */
  readonly onClose?: (() => void) | undefined;
}

/**
 * The buffer between one producer and its readers. Items are decoded when they are delivered, so that a slow
 * reader costs the raw bytes and nothing more.
 */
export class Channel<In extends Item, Out extends Item> {
  readonly #options: ChannelOptions<In, Out>;
  readonly #items = new Fifo<In>();
  readonly #readers = new Fifo<WaitingReader>();
  readonly #delayedWriters = new Fifo<() => void>();
  #ended = false;
  #closed = false;
  #failure: { readonly error: unknown } | null = null;

  constructor(options: ChannelOptions<In, Out>) {
    this.#options = options;
  }

  /** True once the reading side has given up; further items go nowhere. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Adds an item. The promise, if any, resolves when the item has a place or nobody wants it any more. */
  push(item: In): Promise<void> | undefined {
    if (this.#ended || this.#closed) return undefined;
    this.#items.push(item);
    this.#serveReaders();
    if (this.#items.length <= (this.#options.capacity ?? Number.POSITIVE_INFINITY)) return undefined;
    return new Promise((resolve) => this.#delayedWriters.push(resolve));
  }

  /** Ends the stream behind the items that are still held. */
  end(): void {
    if (this.#ended || this.#closed) return;
    this.#ended = true;
    this.#serveReaders();
  }

  /** Ends the stream with an error in its place behind the items that are still held. */
  fail(error: unknown): void {
    if (this.#ended || this.#closed) return;
    this.#failure = { error };
    this.end();
  }

  /** Gives up reading: drops what is held, ends waiting readers and tells the producer. */
  close(): void {
    if (this.#closed) return;
    const cutShort = !this.#ended;
    this.#closed = true;
    this.#failure = null;
    this.#items.drain();
    for (const admit of this.#delayedWriters.drain()) admit();
    this.#serveReaders();
    if (cutShort) this.#options.onClose?.();
  }

  /** The next item for the reader, as soon as there is one. */
  async next(): Promise<IteratorResult<Out, undefined>> {
    return this.#wait(() => this.#takeDecoded());
  }

  /** The next item as it was pushed. Whoever reads so does not also read the decoded ones. */
  async nextRaw(): Promise<IteratorResult<In, undefined>> {
    return this.#wait(() => this.#take());
  }

  async #wait<T>(take: () => T | undefined): Promise<IteratorResult<T, undefined>> {
    return new Promise((resolve, reject) => {
      this.#readers.push(() => {
        const value = take();
        const failure = this.#failure;
        if (value !== undefined) {
          resolve({ done: false, value });
        } else if (!this.#ended && !this.#closed) {
          return false;
        } else if (failure === null) {
          resolve({ done: true, value: undefined });
        } else {
          this.#failure = null;
          reject(failure.error);
        }
        return true;
      });
      this.#serveReaders();
    });
  }

  #serveReaders(): void {
    while (this.#readers.peek()?.() === true) this.#readers.shift();
  }

  #takeDecoded(): Out | undefined {
    if (this.#closed) return undefined;
    for (let item = this.#take(); item !== undefined; item = this.#take()) {
      const value = this.#options.decoder.decode(item);
      if (value !== undefined) return value;
    }
    return this.#ended ? this.#options.decoder.flush() : undefined;
  }

  #take(): In | undefined {
    const item = this.#closed ? undefined : this.#items.shift();
    if (item !== undefined) this.#delayedWriters.shift()?.();
    return item;
  }
}
