import { CWSandboxValidationError } from "../errors/index.js";
import type { MetricsReporter } from "./reporter.js";
import { createAutomaticReporter } from "./wandb.js";
import { warn } from "./warn.js";

/**
 * Where a session writes its metrics. Nothing: to the run that `setWandbRun()` names, as soon as there is one.
 * An empty list: nowhere. Else to everything in the list; `"wandb"` stands for the run of `setWandbRun()`, other
 * names are ignored with a warning.
 */
export type ReportTo = readonly (string | MetricsReporter)[] | null | undefined;

/** The reporters that are meant. */
export function readReportTo(reportTo: ReportTo): readonly MetricsReporter[] {
  if (reportTo === null || reportTo === undefined) return [createAutomaticReporter()];
  if (!Array.isArray(reportTo)) throw refusal("must be a list");
  return reportTo.flatMap((target: unknown) => {
    if (target === "wandb") return [createAutomaticReporter()];
    if (isReporter(target)) return [target];
    if (typeof target !== "string")
      throw refusal("has an entry that is neither a name nor an object with log()");
    warn(`reportTo names "${target}", and no reporter is called that. Known is "wandb".`);
    return [];
  });
}

function isReporter(target: unknown): target is MetricsReporter {
  if (typeof target !== "object" || target === null || !("log" in target)) return false;
  if ("isActive" in target && typeof target.isActive !== "function") return false;
  return typeof target.log === "function";
}

function refusal(problem: string): CWSandboxValidationError {
  return new CWSandboxValidationError(
    `reportTo ${problem}. Write ["wandb"], [{ log: (metrics, { step }) => … }], or [] for no reports.`,
    { field: "reportTo" },
  );
}
