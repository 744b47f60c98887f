import { ClientError, Status } from "nice-grpc";
import { SandboxError, SandboxProtocolError, SandboxUnavailableError } from "../errors/index.js";
/** A session that goes on takes everything but its place from its first request. */
export function toLogsRequest(request) {
    const { sandboxId, container, follow, resume } = request;
    if (resume !== undefined) {
        return {
            sandboxId,
            container,
            follow,
            resumeLogSessionId: resume.sessionId,
            resumeLogOffset: resume.offset,
        };
    }
    const { tailLines, sinceTime, timestamps } = request;
    return { sandboxId, container, follow, tailLines, sinceTime, timestamps };
}
/** What an entry of a log stream tells. */
export function toLogEvent({ data, timestamp, error, logSessionId, nextLogOffset }) {
    if (error !== undefined && error.code !== "") {
        return { kind: "error", code: error.code, message: error.message };
    }
    const position = { sessionId: logSessionId, offset: nextLogOffset };
    return { kind: "data", bytes: data, position, time: timestamp };
}
/** Statuses that say nothing about the log itself. */
const INTERRUPTIONS = new Set([Status.UNAVAILABLE, Status.INTERNAL, Status.UNKNOWN]);
/** Whether a log stream broke on its way, so that it can go on in another. */
export function isInterruption(error) {
    if (error instanceof SandboxUnavailableError)
        return true;
    if (!(error instanceof SandboxError) || error instanceof SandboxProtocolError)
        return false;
    return error.cause instanceof ClientError && INTERRUPTIONS.has(error.cause.code);
}
//# sourceMappingURL=map-logs.js.map