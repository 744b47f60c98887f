import { type Deferred, deferred, Fifo, Turns } from "../support/index.js";

/** A call with all that it needs of this process; calling it begins the work. */
export type ReadyCall = () => Promise<unknown>;

/** Far more than a machine runs at once. One at work holds tens of times what one holds that waits. */
const MOST_AT_WORK = 500;

const turns = new Turns(MOST_AT_WORK);

/** Begins calls when it is their turn. */
export interface CallLine {
  /** Begins a call before this returns, if it is its turn. */
  begin(call: ReadyCall): Promise<unknown>;
}

/** Every call stands in the line of this process. */
export function ownPlaces(signal: AbortSignal | undefined): CallLine {
  return { begin: (call) => turns.take(signal, call) };
}

interface Waiting {
  readonly call: ReadyCall;
  readonly outcome: Deferred<unknown>;
}

/** Of many calls only the next one stands in the line: those behind it hold little, and calls of others pass them. */
export class SharedPlace implements CallLine {
  readonly #signal: AbortSignal | undefined;
  readonly #waiting = new Fifo<Waiting>();
  #isInLine = false;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  begin(call: ReadyCall): Promise<unknown> {
    const outcome = deferred<unknown>();
    this.#waiting.push({ call, outcome });
    if (!this.#isInLine) this.#beginNext();
    return outcome.promise;
  }

  #beginNext(): void {
    const next = this.#waiting.shift();
    this.#isInLine = next !== undefined;
    if (next === undefined) return;
    let hasPassed = false;
    const pass = (): void => {
      if (hasPassed) return;
      hasPassed = true;
      this.#beginNext();
    };
    const ending = turns.take(this.#signal, () => {
      const outcome = next.call();
      pass();
      return outcome;
    });
    // It never begins when it is aborted in the line.
    ending.catch(pass);
    next.outcome.resolve(ending);
  }
}
