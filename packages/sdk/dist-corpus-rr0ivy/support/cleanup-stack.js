/**
 * Undo steps of half-built things, run in reverse order. Put each step on the stack in the same breath in
 * which its resource is acquired; `dismiss()` hands the resources over when everything worked.
 */
export class CleanupStack {
    #steps = [];
    /** Adds a step; it runs before all earlier ones. */
    defer(step) {
        this.#steps.push(step);
    }
    /** Forgets all steps without running them. */
    dismiss() {
        this.#steps = [];
    }
    /**
     * Runs all steps, last one first, each once; a failing step does not stop the others. A second call finds
     * nothing to do.
     *
     * @throws the error of the failed step, or an `AggregateError` when several failed.
     */
    async run() {
        const steps = this.#steps.toReversed();
        this.#steps = [];
        const failures = [];
        for (const step of steps) {
            try {
                await step();
            }
            catch (error) {
                failures.push(error);
            }
        }
        if (failures.length === 1)
            throw failures[0];
        if (failures.length > 1)
            throw new AggregateError(failures, `${failures.length} cleanup steps failed`);
    }
    async [Symbol.asyncDispose]() {
        await this.run();
    }
}
//# sourceMappingURL=cleanup-stack.js.map