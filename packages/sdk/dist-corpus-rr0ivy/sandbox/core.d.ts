import type { SandboxConfig, ServerAddress } from "../config/index.js";
import type { ExecutionOutcome } from "../streams/index.js";
import type { LeaseShare, SandboxReport, Transport } from "../transport/index.js";
import { Creation } from "./creation.js";
import { ExecCounter } from "./exec-stats.js";
import type { SandboxTrace } from "./forgotten.js";
import { Lifecycle } from "./lifecycle.js";
import type { PendingStart } from "./pending-start.js";
import { StatusMonitor } from "./status-monitor.js";
/** Whoever keeps a list of sandboxes, usually a session. */
export interface SandboxOwner {
    /** A command or terminal of the sandbox has ended; the id is null when the sandbox was never accepted. */
    readonly executionEnded: (outcome: ExecutionOutcome, sandboxId: string | null) => void;
    /** A sandbox that its own object started was seen running for the first time. */
    readonly startupTook: (seconds: number) => void;
    /** The sandbox needs no care any more. */
    readonly released: (core: SandboxCore) => void;
}
/** What all calls about a sandbox share. */
export interface SandboxSettings {
    readonly server: ServerAddress;
    readonly requestTimeoutSeconds: number;
    readonly pollRetryBudgetSeconds: number;
    readonly pollRpcTimeoutSeconds: number;
}
/**
 * What the verbs of one sandbox object work on: its configuration, its state, its way to the server. The
 * object users hold only refers to it, so that a forgotten object can be noticed.
 */
export declare class SandboxCore {
    #private;
    readonly settings: SandboxSettings;
    /** What to create; null for an object that was attached to an existing sandbox. */
    readonly config: SandboxConfig | null;
    /**
     * Time limit in seconds of the one function call that the sandbox is for; it then lives no longer than this
     * process. Null for a sandbox that lives on until its own end or lifetime.
     */
    readonly callLimitSeconds: number | null;
    readonly lifecycle: Lifecycle;
    readonly trace: SandboxTrace;
    readonly executions: ExecCounter;
    readonly monitor: StatusMonitor;
    owner: SandboxOwner | null;
    /** How it is created; a new one after a start was given up. Null for an attached object. */
    creation: Creation | null;
    pendingStart: PendingStart | null;
    pendingStop: Promise<void> | null;
    /** When the create was sent, in milliseconds of the process clock. */
    createdAtMs: number | null;
    lease: LeaseShare | null;
    /** Whether a missing record is expected for a moment, because of a stop. */
    toleratesMissing: boolean;
    /** Largest file for one call that the server announced; null while it did not. */
    announcedFileCapBytes: number | null;
    private constructor();
    /** For a sandbox that is to be created. */
    static unstarted(config: SandboxConfig, callLimitSeconds?: number | null): SandboxCore;
    /** For a sandbox that exists, as the server just reported it. */
    static attached(settings: SandboxSettings, report: SandboxReport, transport: Transport): SandboxCore;
    /** The latest accepted report; null before the start. */
    get report(): SandboxReport | null;
    /** The id; null before the start. */
    get sandboxId(): string | null;
    /** The id of a sandbox that has been started. */
    requireId(): string;
    /** Takes a report, unless it is older than what is known. */
    apply(report: SandboxReport): void;
    /** Counts the end of a command or terminal. */
    executionEnded(outcome: ExecutionOutcome): void;
    /** The way to the server. Credentials are found once, at the first use. */
    transport(): Promise<Transport>;
    /** Releases what only a living sandbox needs. */
    release(): void;
}
//# sourceMappingURL=core.d.ts.map