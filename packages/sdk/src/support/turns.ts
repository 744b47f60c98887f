import { onAbort } from "./abort.js";
import { deferred } from "./deferred.js";
import { Fifo } from "./fifo.js";

interface Waiter {
  readonly enter: () => void;
  isGone: boolean;
}

/** Lets at most so many be at work at once; the others wait in the order of their arrival. */
export class Turns {
  readonly #waiting = new Fifo<Waiter>();
  #free: number;

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /**
   * Does the work when it is its turn, before this returns if that is now. The signal ends the wait for the turn,
   * and not the work: the promise then rejects with its reason.
   */
  async take<Value>(signal: AbortSignal | undefined, work: () => Promise<Value>): Promise<Value> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#untilFree(signal);
    try {
      return await work();
    } finally {
      this.#pass();
    }
  }

  async #untilFree(signal: AbortSignal | undefined): Promise<void> {
    const turn = deferred<void>();
    const waiter: Waiter = { enter: turn.resolve, isGone: false };
    const stopListening = onAbort(signal, (reason) => {
      waiter.isGone = true;
      turn.reject(reason);
    });
    this.#waiting.push(waiter);
    try {
      await turn.promise;
    } finally {
      stopListening();
    }
  }

  #pass(): void {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      if (next.isGone) continue;
      next.isGone = true;
      next.enter();
      return;
    }
    this.#free += 1;
  }
}
