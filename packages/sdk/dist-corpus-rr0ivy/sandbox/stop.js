import { isTerminalStatus, SandboxStatus } from "../config/index.js";
import { CWSandboxValidationError, SandboxError, SandboxNotFoundError } from "../errors/index.js";
import { ignore, untilAborted } from "../support/index.js";
import { nameOf } from "./errors.js";
import { withHintedRetry } from "./hinted-retry.js";
const DEFAULT_GRACE_SECONDS = 10;
/** Given to the server beyond the grace period, and to the way there and back. */
const MARGIN_SECONDS = 10;
/** Refuses a grace period that is not a number of seconds from 0 up. */
export function checkStopOptions({ gracefulShutdownSeconds }) {
    if (gracefulShutdownSeconds === undefined)
        return;
    if (Number.isFinite(gracefulShutdownSeconds) && gracefulShutdownSeconds >= 0)
        return;
    throw new CWSandboxValidationError(`gracefulShutdownSeconds must be a number of seconds, 0 or more, but is ${gracefulShutdownSeconds}.`, { field: "gracefulShutdownSeconds" });
}
/** Stops the sandbox and waits for its end. Later callers join the first one's stop. */
export async function stopSandbox(core, options) {
    options.signal?.throwIfAborted();
    if (core.lifecycle.phase === "not_started" && core.pendingStart === null)
        core.lifecycle.cancel();
    if (core.lifecycle.isOver)
        return core.release();
    core.pendingStop ??= runStop(core, options).finally(() => (core.pendingStop = null));
    core.pendingStop.catch(ignore);
    try {
        await untilAborted(core.pendingStop, options.signal);
    }
    catch (error) {
        if (options.missingOk === true && error instanceof SandboxNotFoundError)
            return;
        throw error;
    }
}
async function runStop(core, options) {
    await core.pendingStart?.join().catch(ignore);
    if (core.lifecycle.phase === "not_started")
        core.lifecycle.cancel();
    if (!core.lifecycle.isOver)
        await endSandbox(core, options);
    core.release();
}
async function endSandbox(core, options) {
    const isEndingAlready = core.lifecycle.phase === "stopping";
    if (isEndingAlready)
        core.toleratesMissing = options.missingOk === true;
    else
        await requestStop(core, options);
    core.monitor.changed();
    await core.monitor.waitUntil(() => core.lifecycle.isOver, {
        makeTimeoutError: () => new SandboxError(`${nameOf(core)} did not end.`),
    });
}
async function requestStop(core, options) {
    const sandboxId = core.requireId();
    const graceSeconds = Math.ceil(options.gracefulShutdownSeconds ?? DEFAULT_GRACE_SECONDS);
    const allowMissing = options.missingOk ?? false;
    const transport = await core.transport();
    const request = { sandboxId, gracePeriodSeconds: graceSeconds, allowMissing };
    const report = await withHintedRetry({
        timeoutSeconds: graceSeconds + MARGIN_SECONDS,
        attempt: async (timeoutSeconds, isFirst) => {
            try {
                return await transport.deleteSandbox(request, {
                    operation: "Stop sandbox",
                    sandboxId,
                    timeoutSeconds,
                });
            }
            catch (error) {
                // Missing on a repetition: the attempt before it has done the work.
                if (error instanceof SandboxNotFoundError && (allowMissing || !isFirst))
                    return null;
                throw error;
            }
        },
    });
    core.toleratesMissing = true;
    core.lifecycle.acceptStop();
    if (report === null)
        core.lifecycle.observe(SandboxStatus.TERMINATED);
    else if (isTerminalStatus(report.status))
        core.apply(report);
}
//# sourceMappingURL=stop.js.map