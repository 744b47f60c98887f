import type { MetricsReporter } from "./reporter.js";
/** A run of Weights & Biases, as `init()` of the package `@wandb/sdk` gives it. */
export interface WandbRun {
    /** Writes values to the run, under this step if given. */
    readonly log: (data: Record<string, unknown>, step?: number) => unknown;
}
/** A run, or a function that gives the active one, or nothing while there is none. */
export type WandbRunSource = WandbRun | (() => WandbRun | null | undefined);
/**
 * Tells all sessions of the process which run is active, also those that exist already. Sessions without
 * `reportTo`, and those with `"wandb"` in it, write their metrics there. A session that has found a run keeps
 * it until it closes.
 *
 * @param source the run, a function that finds it, or null when the run is over.
 */
export declare function setWandbRun(source: WandbRunSource | null): void;
/** Writes to the run that {@link setWandbRun} names at the time. */
export declare function createAutomaticReporter(): MetricsReporter;
/**
 * A reporter that writes to a run of Weights & Biases. It never starts one.
 *
 * @param source the run, or a function that finds it; the function is asked until it finds one.
 */
export declare function createWandbReporter(source: WandbRunSource): MetricsReporter;
//# sourceMappingURL=wandb.d.ts.map