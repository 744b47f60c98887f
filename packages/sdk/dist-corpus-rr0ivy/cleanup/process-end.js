import { constants } from "node:os";
import { isMainThread } from "node:worker_threads";
import { SandboxError } from "../errors/index.js";
import { closeLiveSessions } from "./live-sessions.js";
/** Name of the environment variable that leaves signals alone. */
const DISABLE_VARIABLE = "CWSANDBOX_DISABLE_SIGNAL_HANDLERS";
const TRUE_TEXTS = new Set(["1", "true", "yes", "on"]);
const SIGNALS = ["SIGINT", "SIGTERM"];
let areSignalsDisabled = false;
let areSignalsHandled = false;
let isExitHandled = false;
let isCleaningUp = false;
/**
 * From now on the end of the process closes live sessions. Called when the process first owns a sandbox, and
 * harmless after that.
 */
export function handleProcessEnd() {
    if (!isExitHandled) {
        isExitHandled = true;
        process.on("beforeExit", () => void closeLiveSessions());
    }
    if (areSignalsHandled || areSignalsDisabled || !isMainThread || isDisabledByEnvironment())
        return;
    areSignalsHandled = true;
    for (const signal of SIGNALS)
        process.on(signal, onSignal);
}
/**
 * Leaves SIGINT and SIGTERM alone in this process; sessions are then closed only at its normal end. The
 * environment variable `CWSANDBOX_DISABLE_SIGNAL_HANDLERS` with the value `1` does the same.
 *
 * @throws SandboxError when a sandbox has been made already, because the handlers are in place then.
 */
export function disableSignalHandlers() {
    if (areSignalsHandled) {
        throw new SandboxError("disableSignalHandlers() comes too late: the handlers were installed with the first sandbox. " +
            `Call it before, or set ${DISABLE_VARIABLE}=1.`);
    }
    areSignalsDisabled = true;
}
/** The first signal closes the sessions, the second one ends the process at once. */
function onSignal(signal) {
    const exitCode = 128 + constants.signals[signal];
    if (isCleaningUp)
        process.exit(exitCode);
    isCleaningUp = true;
    void closeLiveSessions().finally(() => {
        isCleaningUp = false;
        // Listeners of the program have run beside this one and decide themselves how it goes on.
        if (process.listenerCount(signal) === 1)
            process.exit(exitCode);
    });
}
function isDisabledByEnvironment() {
    return TRUE_TEXTS.has((process.env[DISABLE_VARIABLE] ?? "").trim().toLowerCase());
}
//# sourceMappingURL=process-end.js.map