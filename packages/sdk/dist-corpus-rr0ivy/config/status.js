import { refusal, show } from "./check.js";
/** The status values of a sandbox. */
export const SandboxStatus = Object.freeze({
    /** Accepted, not begun. */
    PENDING: "pending",
    /** Accepted, its images are being prepared. */
    PREPARING: "preparing",
    /** Its container is being made. */
    CREATING: "creating",
    /** Its main process runs. */
    RUNNING: "running",
    /** Counts as running for everybody who waits. */
    PAUSED: "paused",
    /** It is being stopped. */
    TERMINATING: "terminating",
    /** It has ended without a failure. */
    COMPLETED: "completed",
    /** It could not start, or its main process failed. */
    FAILED: "failed",
    /** Reported by older servers for stopped or expired sandboxes. */
    TERMINATED: "terminated",
    /** The server sent a value that this release does not know, or none. */
    UNSPECIFIED: "unspecified",
});
const STATUSES = Object.values(SandboxStatus);
/** Whether a sandbox with this status has ended for good. */
export function isTerminalStatus(status) {
    return (status === SandboxStatus.COMPLETED ||
        status === SandboxStatus.FAILED ||
        status === SandboxStatus.TERMINATED);
}
/**
 * Reads a status from text.
 *
 * @throws CWSandboxValidationError for a text that is no status.
 */
export function parseSandboxStatus(text) {
    const status = STATUSES.find((candidate) => candidate === text);
    if (status !== undefined)
        return status;
    throw refusal("status", `is ${show(text)}, which is no status. Use one of: ${STATUSES.join(", ")}.`);
}
//# sourceMappingURL=status.js.map