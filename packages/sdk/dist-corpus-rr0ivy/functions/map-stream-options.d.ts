/** How far a stream of calls is. */
export interface MapProgress {
    /** Calls that were begun. */
    readonly started: number;
    /** Calls that gave a result. */
    readonly completed: number;
    /** Calls that failed. */
    readonly failed: number;
    /** Number of all items, when the source tells it by `length` or `size`; else null. */
    readonly total: number | null;
}
/** An item whose call failed. */
export interface MapFailure<Parameters> {
    /** What the call failed with. */
    readonly error: unknown;
    /** Place of the item in the source, from 0. */
    readonly index: number;
    /** The arguments of the call. */
    readonly args: Readonly<Parameters>;
}
/** What becomes of a failed item: `throw` ends the whole stream, `skip` leaves it out, a function replaces it. */
export type MapErrorPolicy<Parameters, Replacement> = "throw" | "skip" | ((failure: MapFailure<Parameters>) => Replacement | PromiseLike<Replacement>);
/** How to map over a source that may be long, slow or endless. */
export interface MapStreamOptions<Parameters, Replacement = never> {
    /** Calls that run at the same time, from 1. Default: 16. */
    readonly concurrency?: number | undefined;
    /** Whether results come in the order of the items, or as they complete. Default: true. */
    readonly ordered?: boolean | undefined;
    /** What becomes of a failed item. Default: `"throw"`. */
    readonly onError?: MapErrorPolicy<Parameters, Replacement> | undefined;
    /** Told at every start and every end of a call. */
    readonly onProgress?: ((progress: MapProgress) => void) | undefined;
    /** Ends the stream and everything that runs for it; the stream then rejects with the signal's own reason. */
    readonly signal?: AbortSignal | undefined;
}
/** @throws CWSandboxValidationError naming the option. */
export declare function readConcurrency(concurrency: number | undefined): number;
/** @throws CWSandboxValidationError naming the option. */
export declare function checkErrorPolicy(policy: unknown): void;
//# sourceMappingURL=map-stream-options.d.ts.map