import { CWSandboxValidationError } from "../errors/index.js";
import { startTimer } from "../support/index.js";
import { checkTimeoutSeconds } from "./check-timeout.js";
import type { OperationRef } from "./operation-ref.js";

/**
 * What {@link wait} can wait for: a handle until it completes, or anything with a `wait()` of its own, such
 * as a sandbox until it runs.
 */
export type Waitable =
  | OperationRef<unknown>
  | {
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
export async function wait<Item extends Waitable>(
  waitables: Iterable<Item>,
  numReturns?: number,
  timeoutSeconds?: number,
): Promise<[done: Item[], pending: Item[]]> {
  checkNumReturns(numReturns);
  checkTimeoutSeconds(timeoutSeconds);
  const pending = new Map([...waitables].entries());
  const done: Item[] = [];
  const wanted = Math.min(numReturns ?? pending.size, pending.size);
  await new Promise<void>((resolve) => {
    if (wanted === 0) return resolve();
    const callOff = timeoutSeconds === undefined ? resolve : startTimer(timeoutSeconds, resolve);
    for (const [index, item] of pending) {
      const settle = (): void => {
        if (done.length === wanted) return;
        pending.delete(index);
        done.push(item);
        if (done.length < wanted) return;
        callOff();
        resolve();
      };
      completion(item).then(settle, settle);
    }
  });
  return [[...done], [...pending.values()]];
}

async function completion(item: Waitable): Promise<unknown> {
  // A process has both: as a handle it is done when its outcome is known.
  return "then" in item ? item : item.wait();
}

function checkNumReturns(numReturns: number | undefined): void {
  if (numReturns === undefined || (Number.isInteger(numReturns) && numReturns >= 1)) return;
  throw new CWSandboxValidationError(
    `numReturns must be a whole number, 1 or more, but is ${String(numReturns)}. Leave it out to wait for all.`,
    { field: "numReturns" },
  );
}
