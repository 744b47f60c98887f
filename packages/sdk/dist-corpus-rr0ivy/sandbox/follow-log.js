import { SandboxError, SandboxUnavailableError } from "../errors/index.js";
import { DeliveredLog } from "./delivered-log.js";
import { pause } from "./pause.js";
import { logStreamError } from "./log-errors.js";
/** Attempts without any progress before a broken log is given up. */
const ATTEMPTS = 3;
const FIRST_PAUSE_SECONDS = 0.5;
const LONGEST_PAUSE_SECONDS = 4;
/** Codes in the stream after which the same session goes on. */
const RESUMABLE = new Set(["STREAM_INTERRUPTED"]);
/** Codes in the stream after which a new session must be begun. */
const RESTARTABLE = new Set([
    "SESSION_NOT_FOUND",
    "REPLAY_GAP",
    "RUNNER_UNAVAILABLE",
    "RUNNER_DRAINING",
]);
/** Follows a log over interruptions of the connection and of the server, so that no byte is lost or delivered twice. */
export async function* followLog(transport, request, call) {
    const delivered = new DeliveredLog(request);
    let next = request;
    let position;
    let failures = 0;
    for (;;) {
        let broken;
        try {
            for await (const event of transport.streamLogs(next, call)) {
                if (event.kind !== "data") {
                    if (event.kind === "interrupted" && next === request && position === undefined)
                        throw event.error;
                    broken = event;
                    break;
                }
                failures = 0;
                position = event.position;
                const fresh = delivered.take(event);
                if (fresh.length > 0)
                    yield fresh;
            }
        }
        catch (error) {
            // What a process has printed before its end can still be read, but no longer followed.
            if (!hasEndedMeanwhile(error) || next === request || !next.follow)
                throw error;
            next = { ...delivered.restart(), follow: false };
            continue;
        }
        if (broken === undefined)
            return;
        const report = toReport(broken);
        failures += 1;
        if (failures > ATTEMPTS)
            throw report;
        if (needsNewSession(broken))
            position = undefined;
        next = isResumable(position) ? { ...request, resume: position } : delivered.restart();
        await pause(Math.min(FIRST_PAUSE_SECONDS * 2 ** (failures - 1), LONGEST_PAUSE_SECONDS), call.signal);
    }
}
/** What to report when going on fails; throws at once for a code that is final. */
function toReport(event) {
    if (event.kind === "interrupted") {
        const { error } = event;
        if (error instanceof SandboxUnavailableError)
            return error;
        return new SandboxUnavailableError(error.message, { reason: error.reason, cause: error });
    }
    const { code, message } = event;
    if (!RESUMABLE.has(code) && !RESTARTABLE.has(code))
        throw logStreamError(code, message);
    return new SandboxUnavailableError(`Log stream error: ${message || code}`, { reason: code });
}
function needsNewSession(event) {
    if (event.kind === "error")
        return RESTARTABLE.has(event.code);
    const { reason, metadata } = event.error;
    const isElsewhere = "owner_shard_id" in metadata && "local_shard_id" in metadata;
    return reason === "CWSANDBOX_BACKEND_UNAVAILABLE" && isElsewhere;
}
function isResumable(position) {
    return position !== undefined && position.sessionId !== "";
}
function hasEndedMeanwhile(error) {
    return error instanceof SandboxError && error.reason === "CWSANDBOX_SANDBOX_NOT_RUNNING";
}
//# sourceMappingURL=follow-log.js.map