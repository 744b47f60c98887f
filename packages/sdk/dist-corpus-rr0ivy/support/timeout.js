import { startTimer } from "./timer.js";
/**
 * Waits for an outcome, but not for ever. The work behind it is not touched when the time is over.
 *
 * @param timeoutSeconds `undefined` waits without a limit.
 * @param makeError makes the rejection; called only when the time has really passed.
 */
export async function withTimeout(outcome, timeoutSeconds, makeError) {
    if (timeoutSeconds === undefined)
        return outcome;
    return new Promise((resolve, reject) => {
        const callOff = startTimer(timeoutSeconds, () => reject(makeError()));
        outcome.then(resolve, reject).then(callOff, callOff);
    });
}
//# sourceMappingURL=timeout.js.map