import { deferred, Fifo } from "../support/index.js";

/** Requests on their way into a stream, which takes them as fast as the server reads. */
export class RequestQueue<Request extends object> implements AsyncIterable<Request> {
  readonly #items = new Fifo<Request>();
  #isEnded = false;
  #wake: (() => void) | null = null;

  /** Dropped when the queue has been ended. */
  push(request: Request): void {
    if (this.#isEnded) return;
    this.#items.push(request);
    this.#wake?.();
  }

  /** The stream ends behind what is still in the queue. */
  end(): void {
    this.#isEnded = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Request, void> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) {
        yield item;
      } else if (this.#isEnded) {
        return;
      } else {
        const woken = deferred<void>();
        this.#wake = woken.resolve;
        await woken.promise;
      }
    }
  }
}
