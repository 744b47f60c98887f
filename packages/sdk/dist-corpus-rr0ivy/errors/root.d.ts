import type { CallFailure } from "./call-failure.js";
import type { CWSandboxErrorCode } from "./codes.js";
/** What every error of this package can carry; everything is optional. */
export interface ErrorDetails {
    /** Machine-readable reason sent by the server, for example `CWSANDBOX_FILE_NOT_FOUND`. */
    readonly reason?: string | null | undefined;
    /** Text map sent by the server along with the reason. */
    readonly metadata?: Readonly<Record<string, string>> | undefined;
    /** Waiting time that the server suggests before another attempt. */
    readonly retryDelaySeconds?: number | null | undefined;
    /** The error underneath, usually that of the transport. */
    readonly cause?: unknown;
}
/** How the call behind an error ended on the wire; null for an error that did not come from a call. */
export declare function callFailureOf(error: unknown): CallFailure | null;
/** The root of all errors of this package. */
export declare class CWSandboxError extends Error {
    #private;
    /** Stable text for the kind of error; see `docs/errors.md`. */
    readonly code: CWSandboxErrorCode;
    /** Machine-readable reason from the server, or null. Filled for unknown senders too: decide by class. */
    readonly reason: string | null;
    /** Text map from the server; empty when it sent none. */
    readonly metadata: Readonly<Record<string, string>>;
    /** Seconds the server suggests to wait before trying again, or null. */
    readonly retryDelaySeconds: number | null;
    constructor(message: string, details?: ErrorDetails);
    /** The documented short name of {@link retryDelaySeconds}; the same number of seconds. */
    get retryDelay(): number | null;
}
/** Credentials are missing, wrong or not sufficient. */
export declare class CWSandboxAuthenticationError extends CWSandboxError {
    readonly code: CWSandboxErrorCode;
}
//# sourceMappingURL=root.d.ts.map