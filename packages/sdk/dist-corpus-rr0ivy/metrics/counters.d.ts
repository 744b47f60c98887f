import type { ExecutionOutcome } from "../streams/index.js";
interface Counts {
    sandboxesCreated: number;
    readonly executions: Record<ExecutionOutcome, number>;
    readonly startupSeconds: Spread;
    readonly execsPerSandbox: Map<string, number>;
}
/** How many values there were, and between which bounds. */
interface Spread {
    count: number;
    total: number;
    smallest: number;
    largest: number;
}
/** What a session counts, under the documented names. The names are data and keep their snake case. */
export declare class SessionCounters {
    #private;
    sandboxCreated(): void;
    executionEnded(outcome: ExecutionOutcome): void;
    /** One more execution of this sandbox; counted apart, because it is known only while a run is active. */
    executionEndedIn(sandboxId: string): void;
    startupTook(seconds: number): void;
    /** Whether anything has been counted since the last {@link take}. */
    get isEmpty(): boolean;
    /** The counts and what follows from them. */
    metrics(): Record<string, number>;
    /** Begins again at zero and gives what has been counted, for {@link putBack}. */
    take(): Counts;
    /** Adds counts that could not be written after all. */
    putBack(taken: Counts): void;
}
export {};
//# sourceMappingURL=counters.d.ts.map