import { ignore } from "./deferred.js";
import { startTimer } from "./timer.js";
/** One signal for several causes: it aborts with the reason of whichever comes first. */
export function linkSignals(causes) {
    const controller = new AbortController();
    const releases = [];
    const release = () => {
        for (const undo of releases.splice(0))
            undo();
    };
    const abort = (reason) => {
        release();
        controller.abort(reason);
    };
    for (const signal of causes.signals ?? []) {
        if (signal === undefined)
            continue;
        if (signal.aborted) {
            abort(signal.reason);
            return { signal: controller.signal, release };
        }
        releases.push(onAbort(signal, abort));
    }
    if (causes.timeoutSeconds !== undefined) {
        const makeError = causes.makeTimeoutError;
        releases.push(startTimer(causes.timeoutSeconds, () => abort(makeError?.())));
    }
    return { signal: controller.signal, release };
}
/** Listens once and returns the function that stops listening. An already aborted signal calls back at once. */
export function onAbort(signal, listener) {
    if (signal === undefined)
        return ignore;
    if (signal.aborted) {
        listener(signal.reason);
        return ignore;
    }
    const listen = () => listener(signal.reason);
    signal.addEventListener("abort", listen, { once: true });
    return () => signal.removeEventListener("abort", listen);
}
/** Waits for an outcome until the signal aborts; then rejects with the signal's own reason. */
export async function untilAborted(outcome, signal) {
    if (signal === undefined)
        return outcome;
    return new Promise((resolve, reject) => {
        const stop = onAbort(signal, reject);
        outcome.then(resolve, reject).then(stop, stop);
    });
}
//# sourceMappingURL=abort.js.map