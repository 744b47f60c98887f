import { brandErrorClass } from "./brand.js";
let readFailure;
/** How the call behind an error ended on the wire; null for an error that did not come from a call. */
export function callFailureOf(error) {
    return error instanceof CWSandboxError ? readFailure(error) : null;
}
/** The root of all errors of this package. */
export class CWSandboxError extends Error {
    static {
        brandErrorClass(this, "CWSandboxError");
        // An error of another copy of this package passes instanceof but has no such member.
        readFailure = (error) => (#failure in error ? error.#failure : null);
    }
    #failure;
    /** Stable text for the kind of error; see `docs/errors.md`. */
    code = "CWSANDBOX_ERROR";
    /** Machine-readable reason from the server, or null. Filled for unknown senders too: decide by class. */
    reason;
    /** Text map from the server; empty when it sent none. */
    metadata;
    /** Seconds the server suggests to wait before trying again, or null. */
    retryDelaySeconds;
    constructor(message, details = {}) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.#failure = details.failure ?? null;
        this.reason = details.reason ?? null;
        this.metadata = Object.freeze({ ...details.metadata });
        this.retryDelaySeconds = details.retryDelaySeconds ?? null;
    }
    /** The documented short name of {@link retryDelaySeconds}; the same number of seconds. */
    get retryDelay() {
        return this.retryDelaySeconds;
    }
}
/** Credentials are missing, wrong or not sufficient. */
export class CWSandboxAuthenticationError extends CWSandboxError {
    static {
        brandErrorClass(this, "CWSandboxAuthenticationError");
    }
    code = "AUTHENTICATION_FAILED";
}
//# sourceMappingURL=root.js.map