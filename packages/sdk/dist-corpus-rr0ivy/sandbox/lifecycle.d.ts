import { SandboxStatus } from "../config/index.js";
/** Where a sandbox object stands, as far as this process knows. */
export type Phase = "not_started" | "starting" | "running" | "stopping" | "terminal" | "cancelled";
/**
 * The phase after the server reported a status; null when the report must be ignored. An end is final, a stop
 * is only followed by an end, and what once ran does not start again: anything else is an old report.
 */
export declare function phaseAfter(phase: Phase, status: SandboxStatus): Phase | null;
/** The state machine of one sandbox object. Start answers, polls, status calls and stops drive it. */
export declare class Lifecycle {
    #private;
    get phase(): Phase;
    /** The cached status; null before the start. */
    get status(): SandboxStatus | null;
    /** When the status was last confirmed; null before the start. */
    get statusUpdatedAt(): Date | null;
    /** Whether the server accepted a stop of this object. */
    get isStopAccepted(): boolean;
    /** Whether the sandbox has ended, or will never start. */
    get isOver(): boolean;
    /** Takes a reported status; returns whether it counts. */
    observe(status: SandboxStatus): boolean;
    /** The cached status was looked at again and still holds. */
    confirm(): void;
    /** A stop before the start: it will never start. */
    cancel(): void;
    /** The server accepted our stop: from now on only an end counts. */
    acceptStop(): void;
}
//# sourceMappingURL=lifecycle.d.ts.map