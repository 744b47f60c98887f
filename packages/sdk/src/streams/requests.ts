import { Fifo } from "../support/index.js";

type Step<Piece> = IteratorResult<Piece, undefined>;

/** Somebody who has asked for a piece and waits for it. */
interface Waiting<Piece> {
  readonly step: Promise<Step<Piece>>;
  readonly giveUp: () => void;
}

/**
 * What the loops over one stream have asked for. A loop may be left while it waits for a piece, for example
 * because a time limit was quicker: the piece then belongs to the next read instead of being lost.
 */
export class Requests<Piece> {
  readonly #ask: () => Promise<Step<Piece>>;
  readonly #kept = new Fifo<Promise<Step<Piece>>>();

  /** @param ask takes the next piece of the stream. */
  constructor(ask: () => Promise<Step<Piece>>) {
    this.#ask = ask;
  }

  /** @param onLeave called when the loop is left early. */
  loop(onLeave: () => void): AsyncIterator<Piece, undefined> {
    const all = new Set<Waiting<Piece>>();
    return {
      next: () => this.#request(all),
      return: async () => {
        for (const { step, giveUp } of all) {
          this.#kept.push(step);
          giveUp();
        }
        all.clear();
        onLeave();
        return { done: true, value: undefined };
      },
    };
  }

  #request(all: Set<Waiting<Piece>>): Promise<Step<Piece>> {
    const step = this.#kept.shift() ?? this.#ask();
    return new Promise((resolve, reject) => {
      const waiting = { step, giveUp: () => resolve({ done: true, value: undefined }) };
      all.add(waiting);
      step.then(
        (value) => all.delete(waiting) && resolve(value),
        (error: unknown) => all.delete(waiting) && reject(error),
      );
    });
  }
}
