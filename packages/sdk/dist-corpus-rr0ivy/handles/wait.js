import { CWSandboxValidationError } from "../errors/index.js";
import { startTimer } from "../support/index.js";
import { checkTimeoutSeconds } from "./check-timeout.js";
/**
 * Waits until some or all items are done, and gives the original objects as `[done, pending]`. A failed item
 * counts as done; its error appears when the item itself is awaited. Nothing is cancelled.
 *
 * @param numReturns how many must be done; without it, all. Surplus items stay in `pending`.
 * @param timeoutSeconds after this time the lists hold what is done so far; not an error.
 * @throws CWSandboxValidationError for a `numReturns` below 1, also with an empty list.
 */
export async function wait(waitables, numReturns, timeoutSeconds) {
    checkNumReturns(numReturns);
    checkTimeoutSeconds(timeoutSeconds);
    const pending = new Map([...waitables].entries());
    const done = [];
    const wanted = Math.min(numReturns ?? pending.size, pending.size);
    await new Promise((resolve) => {
        if (wanted === 0)
            return resolve();
        const callOff = timeoutSeconds === undefined ? resolve : startTimer(timeoutSeconds, resolve);
        for (const [index, item] of pending) {
            const settle = () => {
                if (done.length === wanted)
                    return;
                pending.delete(index);
                done.push(item);
                if (done.length < wanted)
                    return;
                callOff();
                resolve();
            };
            completion(item).then(settle, settle);
        }
    });
    return [[...done], [...pending.values()]];
}
async function completion(item) {
    // A process has both: as a handle it is done when its outcome is known.
    return "then" in item ? item : item.wait();
}
function checkNumReturns(numReturns) {
    if (numReturns === undefined || (Number.isInteger(numReturns) && numReturns >= 1))
        return;
    throw new CWSandboxValidationError(`numReturns must be a whole number, 1 or more, but is ${String(numReturns)}. Leave it out to wait for all.`, { field: "numReturns" });
}
//# sourceMappingURL=wait.js.map