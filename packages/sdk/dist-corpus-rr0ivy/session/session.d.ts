import { type ListOptions, type SandboxOptions } from "../config/index.js";
import { type FunctionFactory } from "../functions/index.js";
import { OperationRef } from "../handles/index.js";
import { type ReportTo } from "../metrics/index.js";
import { Sandbox, type SessionDefaults, type SignalOptions } from "../sandbox/index.js";
/** What `session.list()` takes. */
export interface SessionListOptions extends ListOptions, SignalOptions {
    /** Whether the session owns what is found from now on. Default: false. */
    readonly adopt?: boolean | undefined;
}
/** How metrics are written. */
export interface LogMetricsOptions {
    /** Whether the counts begin again at zero after the write. Default: true. */
    readonly reset?: boolean | undefined;
}
/** What `session.fromId()` takes. */
export interface SessionAttachOptions extends SignalOptions {
    /** Whether the session owns the sandbox from now on. Default: true. */
    readonly adopt?: boolean | undefined;
}
/**
 * Shared defaults for sandboxes, and certain cleanup: closing a session stops everything it owns. Open it with
 * `await using`; a session that is still open at the end of the process is closed then.
 */
export declare class Session implements AsyncDisposable {
    #private;
    /**
     * Turns functions into remote functions: `session.function(fn, options)`, `session.function(options)(fn)`, or
     * as a decorator of a method. Nothing is sent before a call; each call runs in a sandbox of its own.
     */
    readonly function: FunctionFactory;
    /**
     * @param defaults configuration below that of the single sandboxes; unknown keys of plain data are ignored.
     * @param reportTo where metrics are written; nothing for the run that `setWandbRun()` names, an empty list for
     *   nowhere.
     * @throws CWSandboxValidationError for defaults that can never work.
     */
    constructor(defaults?: SessionDefaults, reportTo?: ReportTo);
    /** How many sandboxes it owns. A finished one that nobody stopped still counts. */
    get sandboxCount(): number;
    /**
     * Makes a sandbox with the defaults of the session under these options, and owns it. Sends nothing; the
     * first operation starts it.
     *
     * @throws SandboxError when the session is closed, CWSandboxValidationError for a wrong option.
     */
    sandbox(options?: SandboxOptions): Sandbox;
    /** Finds sandboxes that carry the tags of the session and the given ones, by default only active ones. */
    list(options?: SessionListOptions): OperationRef<Sandbox[]>;
    /**
     * Attaches to an existing sandbox and, unless told otherwise, owns it.
     *
     * @throws SandboxNotFoundError through the handle for an unknown id.
     */
    fromId(sandboxId: string, options?: SessionAttachOptions): OperationRef<Sandbox>;
    /**
     * Owns an existing sandbox from now on: it is stopped when the session closes.
     *
     * @throws SandboxError when the session is closed, CWSandboxValidationError when the sandbox has no id yet.
     */
    adopt(sandbox: Sandbox): void;
    /** Counts of this session under their documented names; empty without a reporter. */
    getMetrics(): Record<string, number>;
    /**
     * Writes the counts to all reporters that are active, and lets them begin again at zero. A reporter that
     * fails is a warning.
     *
     * @param step of the caller's own loop.
     * @returns false when there is no active reporter, nothing to write, or nobody took it; the counts are then
     *   kept.
     * @throws CWSandboxValidationError for a step that is no number.
     */
    logMetrics(step?: number | null, options?: LogMetricsOptions): boolean;
    /**
     * Stops everything the session owns, waits for it, and writes the metrics that are left. New sandboxes are
     * refused from now on. Calling it again only waits.
     *
     * @throws SandboxError through the handle when stops failed; those sandboxes may still run.
     */
    close(): OperationRef<void>;
    /** The end of an `await using` scope: `close()`. */
    [Symbol.asyncDispose](): Promise<void>;
    /** Its size and whether it is open, for people. */
    toString(): string;
}
//# sourceMappingURL=session.d.ts.map