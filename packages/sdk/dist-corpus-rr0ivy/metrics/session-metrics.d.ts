import type { ExecutionOutcome } from "../streams/index.js";
import { type ReportTo } from "./report-to.js";
import type { MetricsLogOptions } from "./reporter.js";
/** What one session counts, and who is told. */
export declare class SessionMetrics {
    #private;
    /** @throws CWSandboxValidationError for something that cannot be reported to. */
    constructor(reportTo: ReportTo);
    sandboxCreated(): void;
    /** @param sandboxId null when the sandbox was never accepted. */
    executionEnded(outcome: ExecutionOutcome, sandboxId: string | null): void;
    startupTook(seconds: number): void;
    /** The present values; empty without a reporter. */
    current(): Record<string, number>;
    /**
     * Hands the values to all active reporters. False when there is none, when nothing has been counted, or when
     * all of them failed; the counts are then kept.
     */
    write(options: MetricsLogOptions): boolean;
    /** Writes what is left, and waits a while for everything that is still being written. */
    writeRest(): Promise<void>;
}
//# sourceMappingURL=session-metrics.d.ts.map