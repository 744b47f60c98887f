import type { ErrorDetails } from "../errors/index.js";
/** What every call of a transport is told besides its request. */
export interface Call {
    /** What is being done, for error texts, for example `Create sandbox`. */
    readonly operation: string;
    /** Limit of the call in seconds; none when absent. The server is told the same limit. */
    readonly timeoutSeconds?: number | undefined;
    /**
     * Makes the error for a passed limit; by default a `SandboxRequestTimeoutError`. The details are what the
     * server sent when it was the one to notice.
     */
    readonly makeTimeoutError?: ((details?: ErrorDetails) => Error) | undefined;
    /** Cancels the call; it then rejects with the signal's own reason. */
    readonly signal?: AbortSignal | undefined;
    /** The sandbox the call is about, for errors. */
    readonly sandboxId?: string | undefined;
    /** The file the call is about, for errors. */
    readonly filepath?: string | undefined;
    /** Present for a look-up of runners or profiles, for errors: what was asked for, if it was a single one. */
    readonly discovery?: {
        readonly runnerId?: string;
        readonly profileName?: string;
    } | undefined;
}
//# sourceMappingURL=call.d.ts.map