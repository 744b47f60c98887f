import { onAbort } from "./abort.js";
import { deferred } from "./deferred.js";
import { Fifo } from "./fifo.js";

interface Waiter {
  readonly call: () => void;
  isGone: boolean;
}

/** Who waits to be called, in the order of arrival. Whoever has given up is passed over. */
export class WaitingLine {
  readonly #waiters = new Fifo<Waiter>();

  /** Resolves when called; rejects with the signal's reason when that comes first. */
  async untilCalled(signal: AbortSignal | undefined): Promise<void> {
    const turn = deferred<void>();
    const waiter: Waiter = { call: turn.resolve, isGone: false };
    const stopListening = onAbort(signal, (reason) => {
      waiter.isGone = true;
      turn.reject(reason);
    });
    this.#waiters.push(waiter);
    try {
      await turn.promise;
    } finally {
      stopListening();
    }
  }

  /** Calls whoever has waited longest; false when nobody waits. */
  callNext(): boolean {
    for (let next = this.#waiters.shift(); next !== undefined; next = this.#waiters.shift()) {
      if (next.isGone) continue;
      next.isGone = true;
      next.call();
      return true;
    }
    return false;
  }

  /** Calls everybody who waits now. */
  callAll(): void {
    for (const waiter of this.#waiters.drain()) waiter.call();
  }
}
