/** How a command or terminal ended, for statistics; see `ExecutionOptions.onOutcome`. */
export type ExecutionOutcome = "completed_ok" | "completed_nonzero" | "failed";
export interface ExecutionOptions<Result> {
    /** Ends the work when it aborts; the handle rejects with the signal's own reason. */
    readonly signal?: AbortSignal | undefined;
    /** Called exactly once, whichever way the end comes. */
    readonly onOutcome?: ((outcome: ExecutionOutcome) => void) | undefined;
    /** Does the work and resolves to the exit code. */
    readonly run: (signal: AbortSignal) => Promise<number>;
    /** Makes the result from the exit code; throws when the code counts as an error. */
    readonly finish: (exitCode: number) => Result;
    /** Releases the streams: once, after the outcome is set, before anybody sees it. */
    readonly release: (failure: unknown) => void;
}
export interface ExecutionState<Result> {
    readonly outcome: Promise<Result>;
    /** The exit code once the work has ended with a result, else null. */
    exitCode(): number | null;
    /** True once the outcome is set. */
    ended(): boolean;
    /** Ends the work; returns whether it is cancelled now. */
    cancel(): boolean;
}
/** Starts work that ends once: by its exit code, its error, a signal or a cancellation, whichever is first. */
export declare function startExecution<Result>(options: ExecutionOptions<Result>): ExecutionState<Result>;
//# sourceMappingURL=execution-state.d.ts.map