import { isTerminalStatus, SandboxStatus } from "../config/index.js";
/**
 * The phase after the server reported a status; null when the report must be ignored. An end is final, a stop
 * is only followed by an end, and what once ran does not start again: anything else is an old report.
 */
export function phaseAfter(phase, status) {
    if (phase === "terminal" || phase === "cancelled")
        return null;
    if (isTerminalStatus(status))
        return "terminal";
    if (phase === "stopping")
        return null;
    if (status === SandboxStatus.TERMINATING)
        return "stopping";
    if (status === SandboxStatus.RUNNING || status === SandboxStatus.PAUSED)
        return "running";
    return phase === "running" ? null : "starting";
}
/** The state machine of one sandbox object. Start answers, polls, status calls and stops drive it. */
export class Lifecycle {
    #phase = "not_started";
    #status = null;
    #statusUpdatedAt = null;
    #isStopAccepted = false;
    get phase() {
        return this.#phase;
    }
    /** The cached status; null before the start. */
    get status() {
        return this.#status;
    }
    /** When the status was last confirmed; null before the start. */
    get statusUpdatedAt() {
        return this.#statusUpdatedAt;
    }
    /** Whether the server accepted a stop of this object. */
    get isStopAccepted() {
        return this.#isStopAccepted;
    }
    /** Whether the sandbox has ended, or will never start. */
    get isOver() {
        return this.#phase === "terminal" || this.#phase === "cancelled";
    }
    /** Takes a reported status; returns whether it counts. */
    observe(status) {
        const next = phaseAfter(this.#phase, status);
        if (next === null)
            return false;
        this.#phase = next;
        this.#status = status;
        this.confirm();
        return true;
    }
    /** The cached status was looked at again and still holds. */
    confirm() {
        this.#statusUpdatedAt = new Date();
    }
    /** A stop before the start: it will never start. */
    cancel() {
        this.#phase = "cancelled";
    }
    /** The server accepted our stop: from now on only an end counts. */
    acceptStop() {
        this.#isStopAccepted = true;
        if (this.isOver)
            return;
        this.#phase = "stopping";
        this.#status = SandboxStatus.TERMINATING;
        this.confirm();
    }
}
//# sourceMappingURL=lifecycle.js.map