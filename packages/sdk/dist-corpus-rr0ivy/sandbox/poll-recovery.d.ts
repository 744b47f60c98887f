/** What decides about a failed look at the status. */
export interface RecoveryRules {
    /** Seconds from the first failure in a row until the failure counts; 0 for no retry. */
    readonly budgetSeconds: number;
    /** Whether the record may be missing for a moment, because this object stopped the sandbox. */
    readonly toleratesMissing: () => boolean;
}
/** Decides whether a failed look at the status is repeated, and waits before it is. A success ends a row of failures. */
export declare class PollRecovery {
    #private;
    constructor(rules: RecoveryRules);
    succeeded(): void;
    /** Seconds left for retries; null while nothing fails. */
    get leftSeconds(): number | null;
    /**
     * Waits before the next attempt.
     *
     * @throws the error itself when it is final or the budget is used up.
     * @throws SandboxTerminalStateUnavailableError when the record stays away after an own stop.
     */
    afterFailure(error: unknown, signal: AbortSignal): Promise<void>;
}
//# sourceMappingURL=poll-recovery.d.ts.map