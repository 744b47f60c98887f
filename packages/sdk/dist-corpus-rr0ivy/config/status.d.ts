/** The status values of a sandbox. */
export declare const SandboxStatus: Readonly<{
    /** Accepted, not begun. */
    PENDING: "pending";
    /** Accepted, its images are being prepared. */
    PREPARING: "preparing";
    /** Its container is being made. */
    CREATING: "creating";
    /** Its main process runs. */
    RUNNING: "running";
    /** Counts as running for everybody who waits. */
    PAUSED: "paused";
    /** It is being stopped. */
    TERMINATING: "terminating";
    /** It has ended without a failure. */
    COMPLETED: "completed";
    /** It could not start, or its main process failed. */
    FAILED: "failed";
    /** Reported by older servers for stopped or expired sandboxes. */
    TERMINATED: "terminated";
    /** The server sent a value that this release does not know, or none. */
    UNSPECIFIED: "unspecified";
}>;
/** The status of a sandbox as text. */
export type SandboxStatus = (typeof SandboxStatus)[keyof typeof SandboxStatus];
/** Whether a sandbox with this status has ended for good. */
export declare function isTerminalStatus(status: SandboxStatus): boolean;
/**
 * Reads a status from text.
 *
 * @throws CWSandboxValidationError for a text that is no status.
 */
export declare function parseSandboxStatus(text: string): SandboxStatus;
//# sourceMappingURL=status.d.ts.map