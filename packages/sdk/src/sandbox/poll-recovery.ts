import {
  type CWSandboxError,
  SandboxNotFoundError,
  SandboxRequestTimeoutError,
  SandboxResourceExhaustedError,
  SandboxTerminalStateUnavailableError,
  SandboxUnavailableError,
} from "../errors/index.js";
import { pause } from "./pause.js";
import { RetryPauses } from "./retry-pauses.js";

/** How long an own stop may make the record disappear. */
const NOT_FOUND_TOLERANCE_SECONDS = 2;
const NOT_FOUND_PAUSE_SECONDS = 0.2;

/** What decides about a failed look at the status. */
export interface RecoveryRules {
  /** Seconds from the first failure in a row until the failure counts; 0 for no retry. */
  readonly budgetSeconds: number;
  /** Whether the record may be missing for a moment, because this object stopped the sandbox. */
  readonly toleratesMissing: () => boolean;
}

/** Decides whether a failed look at the status is repeated, and waits before it is. A success ends a row of failures. */
export class PollRecovery {
  readonly #rules: RecoveryRules;
  readonly #pauses = new RetryPauses();
  #failingSinceMs: number | null = null;
  #missingSinceMs: number | null = null;

  constructor(rules: RecoveryRules) {
    this.#rules = rules;
  }

  succeeded(): void {
    this.#failingSinceMs = null;
    this.#missingSinceMs = null;
    this.#pauses.reset();
  }

  /** Seconds left for retries; null while nothing fails. */
  get leftSeconds(): number | null {
    if (this.#failingSinceMs === null) return null;
    return this.#rules.budgetSeconds - secondsSince(this.#failingSinceMs);
  }

  /**
   * Waits before the next attempt.
   *
   * @throws the error itself when it is final or the budget is used up.
   * @throws SandboxTerminalStateUnavailableError when the record stays away after an own stop.
   */
  async afterFailure(error: unknown, signal: AbortSignal): Promise<void> {
    if (error instanceof SandboxNotFoundError && this.#rules.toleratesMissing()) {
      return this.#afterMissing(error, signal);
    }
    if (!isTransient(error)) throw error;
    this.#failingSinceMs ??= performance.now();
    const leftSeconds = this.leftSeconds ?? 0;
    if (leftSeconds <= 0) throw error;
    await pause(this.#pauses.next(error.retryDelaySeconds, leftSeconds), signal);
  }

  async #afterMissing(error: SandboxNotFoundError, signal: AbortSignal): Promise<void> {
    this.#missingSinceMs ??= performance.now();
    if (secondsSince(this.#missingSinceMs) >= NOT_FOUND_TOLERANCE_SECONDS) {
      throw new SandboxTerminalStateUnavailableError(
        `Sandbox '${error.sandboxId}' was stopped, but its record disappeared before its final state could be read.`,
        { reason: error.reason, metadata: error.metadata, cause: error },
      );
    }
    await pause(NOT_FOUND_PAUSE_SECONDS, signal);
  }
}

function isTransient(error: unknown): error is CWSandboxError {
  return (
    error instanceof SandboxUnavailableError ||
    error instanceof SandboxRequestTimeoutError ||
    error instanceof SandboxResourceExhaustedError
  );
}

function secondsSince(momentMs: number): number {
  return (performance.now() - momentMs) / 1000;
}
