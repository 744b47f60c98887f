import { onAbort, startTimer } from "../support/index.js";
/** Waits; rejects with the signal's own reason when it aborts. */
export async function pause(delaySeconds, signal) {
    signal?.throwIfAborted();
    await new Promise((resolve, reject) => {
        const callOff = startTimer(delaySeconds, () => {
            stopListening();
            resolve();
        });
        const stopListening = onAbort(signal, (reason) => {
            callOff();
            reject(reason);
        });
    });
}
//# sourceMappingURL=pause.js.map