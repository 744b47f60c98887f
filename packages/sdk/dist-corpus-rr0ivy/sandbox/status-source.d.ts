import type { SandboxReport, Transport } from "../transport/index.js";
import { type RecoveryRules } from "./poll-recovery.js";
/** Says how a sandbox is, again and again until it has ended. */
export interface StatusSource {
    /** Reports until a terminal one; throws when the sandbox cannot be looked at any more. */
    follow(signal: AbortSignal): AsyncIterable<SandboxReport>;
    /** Something has just happened: look again soon. */
    hurry(): void;
}
/** What a source needs to know about its sandbox. */
export interface SourceOptions {
    readonly transport: Transport;
    readonly sandboxId: string;
    readonly recovery: RecoveryRules;
    /** Limit of one status call. */
    readonly callTimeoutSeconds: number;
    /** When this object sent the create, in milliseconds of the process clock; null for an attached object. */
    readonly createdAtMs: number | null;
}
/** Asks the server at growing intervals, as the shared contract wants it. */
export declare function createPollSource(options: SourceOptions): StatusSource;
/** Is told every change by the server; opens the stream again when it breaks. */
export declare function createWatchSource(options: SourceOptions): StatusSource;
//# sourceMappingURL=status-source.d.ts.map