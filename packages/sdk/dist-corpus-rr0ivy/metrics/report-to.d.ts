import type { MetricsReporter } from "./reporter.js";
/**
 * Where a session writes its metrics. Nothing: to the run that `setWandbRun()` names, as soon as there is one.
 * An empty list: nowhere. Else to everything in the list; `"wandb"` stands for the run of `setWandbRun()`, other
 * names are ignored with a warning.
 */
export type ReportTo = readonly (string | MetricsReporter)[] | null | undefined;
/** The reporters that are meant. */
export declare function readReportTo(reportTo: ReportTo): readonly MetricsReporter[];
//# sourceMappingURL=report-to.d.ts.map