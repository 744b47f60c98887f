import { WaitingLine } from "./waiting-line.js";

/** Lets at most so many be at work at once; the others wait in the order of their arrival. */
export class Turns {
  readonly #line = new WaitingLine();
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
    else await this.#line.untilCalled(signal);
    try {
      return await work();
    } finally {
      if (!this.#line.callNext()) this.#free += 1;
    }
  }
}
