import { OperationCancelledError } from "../errors/index.js";
import { deferred, onAbort } from "../support/index.js";
/** Starts work that ends once: by its exit code, its error, a signal or a cancellation, whichever is first. */
export function startExecution(options) {
    const outcome = deferred();
    const stopping = new AbortController();
    const state = { ended: false, cancelled: false, exitCode: null };
    let stopListening;
    const end = (kind, failure) => {
        state.ended = true;
        stopListening?.();
        options.onOutcome?.(kind);
        options.release(failure);
    };
    const fail = (error) => {
        if (state.ended)
            return;
        outcome.reject(error);
        end("failed", error);
    };
    const succeed = (exitCode) => {
        if (state.ended)
            return;
        const result = options.finish(exitCode);
        state.exitCode = exitCode;
        outcome.resolve(result);
        end(exitCode === 0 ? "completed_ok" : "completed_nonzero");
    };
    const abort = (reason) => {
        fail(reason);
        stopping.abort(reason);
    };
    stopListening = onAbort(options.signal, abort);
    if (!state.ended)
        launch(options.run, stopping.signal).then(succeed).catch(fail);
    return {
        outcome: outcome.promise,
        exitCode: () => state.exitCode,
        ended: () => state.ended,
        cancel: () => {
            if (state.ended)
                return state.cancelled;
            state.cancelled = true;
            abort(new OperationCancelledError("The operation was cancelled by its owner."));
            return true;
        },
    };
}
async function launch(run, signal) {
    return run(signal);
}
//# sourceMappingURL=execution-state.js.map