import { OperationTimeoutError } from "../errors/index.js";
import { ignore, withTimeout } from "../support/index.js";
import { checkTimeoutSeconds } from "./check-timeout.js";
/**
 * A handle on work that is already running. It may be awaited any number of times, before or after the end;
 * everybody sees the same outcome. Dropping it cancels nothing, and a failure that nobody looks at stays
 * silent instead of ending the process.
 */
export class OperationRef {
    #outcome;
    /** @param outcome the running work; its rejection counts as handled from now on. */
    constructor(outcome) {
        this.#outcome = Promise.resolve(outcome);
        this.#outcome.catch(ignore);
    }
    /**
     * Waits for the outcome. A failed operation rejects with its original error each time.
     *
     * @param timeoutSeconds how long to look; without it, for ever.
     * @throws OperationTimeoutError when the time passes first. The work goes on, and a later call can succeed.
     */
    async result(timeoutSeconds) {
        checkTimeoutSeconds(timeoutSeconds);
        return withTimeout(this.#outcome, timeoutSeconds, () => {
            return new OperationTimeoutError(`The operation did not finish within ${timeoutSeconds} s. It goes on; await the handle again.`);
        });
    }
    /** Makes `await ref` the same as `await ref.result()`. */
    then(onFulfilled, onRejected) {
        return this.#outcome.then(onFulfilled, onRejected);
    }
    /** As on a promise: handles the failure. */
    catch(onRejected) {
        return this.#outcome.catch(onRejected);
    }
    /** As on a promise: runs in either case. */
    finally(onSettled) {
        return this.#outcome.finally(onSettled);
    }
}
//# sourceMappingURL=operation-ref.js.map