import type { OperationRef } from "./operation-ref.js";
/**
 * What {@link wait} can wait for: a handle until it completes, or anything with a `wait()` of its own, such
 * as a sandbox until it runs.
 */
export type Waitable = OperationRef<unknown> | {
    /** Resolves when there is nothing to wait for any more. */
    wait(): PromiseLike<unknown>;
};
/**
 * Waits until some or all items are done, and gives the original objects as `[done, pending]`. A failed item
 * counts as done; its error appears when the item itself is awaited. Nothing is cancelled.
 *
 * @param numReturns how many must be done; without it, all. Surplus items stay in `pending`.
 * @param timeoutSeconds after this time the lists hold what is done so far; not an error.
 * @throws CWSandboxValidationError for a `numReturns` below 1, also with an empty list.
 */
export declare function wait<Item extends Waitable>(waitables: Iterable<Item>, numReturns?: number, timeoutSeconds?: number): Promise<[done: Item[], pending: Item[]]>;
//# sourceMappingURL=wait.d.ts.map