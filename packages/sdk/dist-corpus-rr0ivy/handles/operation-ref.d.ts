/**
 * A handle on work that is already running. It may be awaited any number of times, before or after the end;
 * everybody sees the same outcome. Dropping it cancels nothing, and a failure that nobody looks at stays
 * silent instead of ending the process.
 */
export declare class OperationRef<T> implements PromiseLike<T> {
    #private;
    /** @param outcome the running work; its rejection counts as handled from now on. */
    constructor(outcome: PromiseLike<T>);
    /**
     * Waits for the outcome. A failed operation rejects with its original error each time.
     *
     * @param timeoutSeconds how long to look; without it, for ever.
     * @throws OperationTimeoutError when the time passes first. The work goes on, and a later call can succeed.
     */
    result(timeoutSeconds?: number): Promise<T>;
    /** Makes `await ref` the same as `await ref.result()`. */
    then<Value = T, Failure = never>(onFulfilled?: ((value: T) => Value | PromiseLike<Value>) | null, onRejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null): Promise<Value | Failure>;
    /** As on a promise: handles the failure. */
    catch<Failure = never>(onRejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null): Promise<T | Failure>;
    /** As on a promise: runs in either case. */
    finally(onSettled?: (() => void) | null): Promise<T>;
}
//# sourceMappingURL=operation-ref.d.ts.map