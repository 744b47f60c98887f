import { SandboxNotFoundError, SandboxRequestTimeoutError, SandboxResourceExhaustedError, SandboxTerminalStateUnavailableError, SandboxUnavailableError, } from "../errors/index.js";
import { pause } from "./pause.js";
import { RetryPauses } from "./retry-pauses.js";
/** How long an own stop may make the record disappear. */
const NOT_FOUND_TOLERANCE_SECONDS = 2;
const NOT_FOUND_PAUSE_SECONDS = 0.2;
/** Decides whether a failed look at the status is repeated, and waits before it is. A success ends a row of failures. */
export class PollRecovery {
    #rules;
    #pauses = new RetryPauses();
    #failingSinceMs = null;
    #missingSinceMs = null;
    constructor(rules) {
        this.#rules = rules;
    }
    succeeded() {
        this.#failingSinceMs = null;
        this.#missingSinceMs = null;
        this.#pauses.reset();
    }
    /** Seconds left for retries; null while nothing fails. */
    get leftSeconds() {
        if (this.#failingSinceMs === null)
            return null;
        return this.#rules.budgetSeconds - secondsSince(this.#failingSinceMs);
    }
    /**
     * Waits before the next attempt.
     *
     * @throws the error itself when it is final or the budget is used up.
     * @throws SandboxTerminalStateUnavailableError when the record stays away after an own stop.
     */
    async afterFailure(error, signal) {
        if (error instanceof SandboxNotFoundError && this.#rules.toleratesMissing()) {
            return this.#afterMissing(error, signal);
        }
        if (!isTransient(error))
            throw error;
        this.#failingSinceMs ??= performance.now();
        const leftSeconds = this.leftSeconds ?? 0;
        if (leftSeconds <= 0)
            throw error;
        await pause(this.#pauses.next(error.retryDelaySeconds, leftSeconds), signal);
    }
    async #afterMissing(error, signal) {
        this.#missingSinceMs ??= performance.now();
        if (secondsSince(this.#missingSinceMs) >= NOT_FOUND_TOLERANCE_SECONDS) {
            throw new SandboxTerminalStateUnavailableError(`Sandbox '${error.sandboxId}' was stopped, but its record disappeared before its final state could be read.`, { reason: error.reason, metadata: error.metadata, cause: error });
        }
        await pause(NOT_FOUND_PAUSE_SECONDS, signal);
    }
}
function isTransient(error) {
    return (error instanceof SandboxUnavailableError ||
        error instanceof SandboxRequestTimeoutError ||
        error instanceof SandboxResourceExhaustedError);
}
function secondsSince(momentMs) {
    return (performance.now() - momentMs) / 1000;
}
//# sourceMappingURL=poll-recovery.js.map