import { SandboxStatus } from "../config/index.js";
import { notRunning } from "./errors.js";
/**
 * Asks the server for the status, once and without retry; an ended sandbox is not asked about again.
 *
 * @throws SandboxNotRunningError before the start and when it never starts.
 */
export async function getStatus(core, signal) {
    const { lifecycle } = core;
    if (lifecycle.phase === "not_started" || lifecycle.phase === "cancelled")
        throw notRunning(core);
    if (lifecycle.phase === "terminal") {
        lifecycle.confirm();
        return lifecycle.status ?? SandboxStatus.UNSPECIFIED;
    }
    const transport = await core.transport();
    const sandboxId = core.requireId();
    const timeoutSeconds = core.settings.pollRpcTimeoutSeconds;
    core.apply(await transport.getSandbox(sandboxId, { operation: "Get status", sandboxId, timeoutSeconds, signal }));
    core.monitor.changed();
    return lifecycle.status ?? SandboxStatus.UNSPECIFIED;
}
//# sourceMappingURL=get-status.js.map