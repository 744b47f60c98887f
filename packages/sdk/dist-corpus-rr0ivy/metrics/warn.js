import { inspect } from "node:util";
/** Problems with reports never disturb the work that is reported about. */
export function warn(text, error) {
    const why = error === undefined ? "" : ` ${error instanceof Error ? error.message : inspect(error)}`;
    process.emitWarning(`${text}${why}`, "MetricsWarning");
}
//# sourceMappingURL=warn.js.map