import { randomUUID } from "node:crypto";
import type { Placement, PlacementPlan } from "../config/index.js";
import { asError } from "./errors.js";
import { foundNoPlace, wasRefused } from "./create-recourse.js";

/** What one create is told besides the configuration. */
export interface CreateAttempt {
  /** Makes repetitions harmless. */
  readonly requestId: string;
  readonly placement: Placement;
}

/**
 * Where the creates of one object look for a place, and the ids they go under. The same id goes with the same
 * place, over repeated starts too, so that a second start can never make a second sandbox.
 */
export class Creation {
  readonly #plan: PlacementPlan;
  /** Null until the first create. */
  #attempt: CreateAttempt | null = null;
  /** What to return to when the other place refuses; null while nothing has spilled over. */
  #original: CreateAttempt | null = null;

  constructor(plan: PlacementPlan) {
    this.#plan = plan;
  }

  /** Creates, and once more in the other place when the first has none and that is allowed. */
  async run<Result>(create: (attempt: CreateAttempt) => Promise<Result>): Promise<Result> {
    this.#attempt ??= newAttempt(this.#plan.first);
    try {
      return await create(this.#attempt);
    } catch (error) {
      const { second } = this.#plan;
      const mayGoElsewhere = second !== null && this.#original === null && foundNoPlace(error);
      if (mayGoElsewhere) return this.#createIn(second, create, asError(error));
      this.#returnAfter(error);
      throw error;
    }
  }

  async #createIn<Result>(
    place: Placement,
    create: (attempt: CreateAttempt) => Promise<Result>,
    first: Error,
  ): Promise<Result> {
    this.#original = this.#attempt;
    this.#attempt = newAttempt(place);
    try {
      return await create(this.#attempt);
    } catch (thrown) {
      const error = asError(thrown);
      this.#returnAfter(error);
      error.cause = first;
      throw error;
    }
  }

  /** Only a certain refusal leads back: after an unknown outcome the sandbox may exist in the other place. */
  #returnAfter(error: unknown): void {
    if (this.#original === null || !wasRefused(error)) return;
    this.#attempt = this.#original;
    this.#original = null;
  }
}

function newAttempt(placement: Placement): CreateAttempt {
  return { requestId: randomUUID(), placement };
}
