import { notRunning } from "./errors.js";
import { PendingStart } from "./pending-start.js";
/**
 * Sees to it that the create was accepted, with one request however many ask. A failed start leaves the
 * sandbox unstarted, and the next call tries again.
 *
 * @throws SandboxNotRunningError when it was stopped before.
 */
export async function ensureStarted(core, signal) {
    signal?.throwIfAborted();
    if (core.lifecycle.phase === "cancelled")
        throw notRunning(core);
    const { config, creation } = core;
    if (core.lifecycle.phase !== "not_started" || config === null || creation === null)
        return;
    core.pendingStart ??= new PendingStart(core, config, creation);
    await core.pendingStart.join(signal);
}
//# sourceMappingURL=start.js.map