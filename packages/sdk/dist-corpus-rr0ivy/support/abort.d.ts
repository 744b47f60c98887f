/** A signal that must be released once the work it guards is over. */
export interface LinkedSignal {
    readonly signal: AbortSignal;
    /** Removes every listener and timer. Calling it again does nothing. */
    readonly release: () => void;
}
/** What can end a piece of work early. */
export interface AbortCauses {
    /** Signals of callers; absent ones are skipped. The first to abort gives the reason. */
    readonly signals?: readonly (AbortSignal | undefined)[];
    /** Limit in seconds; none when absent. */
    readonly timeoutSeconds?: number | undefined;
    /** Makes the abort reason when the limit has passed. */
    readonly makeTimeoutError?: (() => Error) | undefined;
}
/** One signal for several causes: it aborts with the reason of whichever comes first. */
export declare function linkSignals(causes: AbortCauses): LinkedSignal;
/** Listens once and returns the function that stops listening. An already aborted signal calls back at once. */
export declare function onAbort(signal: AbortSignal | undefined, listener: (reason: unknown) => void): () => void;
/** Waits for an outcome until the signal aborts; then rejects with the signal's own reason. */
export declare function untilAborted<T>(outcome: PromiseLike<T>, signal: AbortSignal | undefined): Promise<T>;
//# sourceMappingURL=abort.d.ts.map