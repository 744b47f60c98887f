import type { ExecutionOutcome } from "../streams/index.js";

/** How many commands of one sandbox object were started and how they ended. The names are those of the data. */
export interface ExecStats {
  /** Commands and terminals that were started. */
  readonly exec_count: number;
  /** Those that ended with exit code 0. */
  readonly exec_completed_ok: number;
  /** Those that ended with another exit code. */
  readonly exec_completed_nonzero: number;
  /** Those that did not end by themselves: errors, time limits, cancellations. */
  readonly exec_failures: number;
}

/** Counts the commands and terminals of one object. */
export class ExecCounter {
  #started = 0;
  readonly #ended: Record<ExecutionOutcome, number> = { completed_ok: 0, completed_nonzero: 0, failed: 0 };

  started(): void {
    this.#started += 1;
  }

  ended(outcome: ExecutionOutcome): void {
    this.#ended[outcome] += 1;
  }

  stats(): ExecStats {
    return {
      exec_count: this.#started,
      exec_completed_ok: this.#ended.completed_ok,
      exec_completed_nonzero: this.#ended.completed_nonzero,
      exec_failures: this.#ended.failed,
    };
  }
}
