/** Something to undo; may be asynchronous. */
export type Cleanup = () => unknown;
/**
 * Undo steps of half-built things, run in reverse order. Put each step on the stack in the same breath in
 * which its resource is acquired; `dismiss()` hands the resources over when everything worked.
 */
export declare class CleanupStack {
    #private;
    /** Adds a step; it runs before all earlier ones. */
    defer(step: Cleanup): void;
    /** Forgets all steps without running them. */
    dismiss(): void;
    /**
     * Runs all steps, last one first, each once; a failing step does not stop the others. A second call finds
     * nothing to do.
     *
     * @throws the error of the failed step, or an `AggregateError` when several failed.
     */
    run(): Promise<void>;
    [Symbol.asyncDispose](): Promise<void>;
}
//# sourceMappingURL=cleanup-stack.d.ts.map