import { CWSandboxValidationError } from "../errors/index.js";
import { createAutomaticReporter } from "./wandb.js";
import { warn } from "./warn.js";
/** The reporters that are meant. */
export function readReportTo(reportTo) {
    if (reportTo === null || reportTo === undefined)
        return [createAutomaticReporter()];
    if (!Array.isArray(reportTo))
        throw refusal("must be a list");
    return reportTo.flatMap((target) => {
        if (target === "wandb")
            return [createAutomaticReporter()];
        if (isReporter(target))
            return [target];
        if (typeof target !== "string")
            throw refusal("has an entry that is neither a name nor an object with log()");
        warn(`reportTo names "${target}", and no reporter is called that. Known is "wandb".`);
        return [];
    });
}
function isReporter(target) {
    if (typeof target !== "object" || target === null || !("log" in target))
        return false;
    if ("isActive" in target && typeof target.isActive !== "function")
        return false;
    return typeof target.log === "function";
}
function refusal(problem) {
    return new CWSandboxValidationError(`reportTo ${problem}. Write ["wandb"], [{ log: (metrics, { step }) => … }], or [] for no reports.`, { field: "reportTo" });
}
//# sourceMappingURL=report-to.js.map