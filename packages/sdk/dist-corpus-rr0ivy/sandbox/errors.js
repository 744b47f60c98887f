import { SandboxError, SandboxNotRunningError, SandboxTimeoutError } from "../errors/index.js";
/** A sandbox as errors name it. */
export function nameOf(core) {
    return core.sandboxId === null ? "The sandbox" : `Sandbox '${core.sandboxId}'`;
}
/** For everything that needs a sandbox that has not ended. */
export function notRunning(core) {
    const { phase, status } = core.lifecycle;
    if (phase === "cancelled") {
        return new SandboxNotRunningError("The sandbox was stopped before it was started, so it never runs. Create a new one.");
    }
    if (phase === "not_started") {
        return new SandboxNotRunningError("The sandbox has not been started. Call start() or wait() first.");
    }
    const reason = core.report?.statusReason ?? null;
    const why = reason === null ? "" : `: ${reason}`;
    return new SandboxNotRunningError(`${nameOf(core)} is not running; its status is ${status}${why}.`);
}
/** For a wait that took too long. */
export function notInTime(core, state, timeoutSeconds) {
    const status = core.lifecycle.status ?? "not started";
    return new SandboxTimeoutError(`${nameOf(core)} did not become ${state} within ${timeoutSeconds} s; its status is ${status}.`);
}
/** Anything thrown, as an error. */
export function asError(thrown) {
    return thrown instanceof Error ? thrown : new SandboxError(String(thrown), { cause: thrown });
}
//# sourceMappingURL=errors.js.map