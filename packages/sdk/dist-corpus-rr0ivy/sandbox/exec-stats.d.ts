import type { ExecutionOutcome } from "../streams/index.js";
/** How many commands of one sandbox object were started and how they ended. The names are those of the data. */
export interface ExecStats {
    /** Commands and terminals that were started. */
    readonly exec_count: number;
    /** Those that ended with exit code 0. */
    readonly exec_completed_ok: number;
    /** Those that ended with another exit code. */
    readonly exec_completed_nonzero: number;
    /** Those that did not end by themselves: errors, time limits, cancellations. */
    readonly exec_failures: number;
}
/** Counts the commands and terminals of one object. */
export declare class ExecCounter {
    #private;
    started(): void;
    ended(outcome: ExecutionOutcome): void;
    stats(): ExecStats;
}
//# sourceMappingURL=exec-stats.d.ts.map