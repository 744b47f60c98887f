import { isAbsent, optionalChoiceInAnyCase, refusal } from "./check.js";
/** Documented options that this release does not offer; they must never be ignored. */
const NOT_SUPPORTED = new Set([
    "volumes",
    "volumeIds",
    "fileSystemSnapshot",
    "templateId",
    "networkIds",
]);
/** Refuses a documented option that this release does not offer. */
export function refuseUnsupported(options) {
    for (const [name, value] of Object.entries(options)) {
        if (NOT_SUPPORTED.has(name) && !isAbsent(value))
            throw unsupported(name);
    }
}
/** Reads a mode in any letter case. Default: `auto`. */
export function readDataPlaneMode(value) {
    const field = "dataPlaneMode";
    const mode = optionalChoiceInAnyCase(field, value, ["auto", "gateway", "direct"]);
    if (mode !== "direct")
        return mode;
    throw refusal(field, 'is "direct", which this release does not support. Use "auto" or "gateway".');
}
/** The error for something documented that this release does not offer. */
function unsupported(name) {
    return refusal(name, "is not supported by this release. Leave it out.");
}
//# sourceMappingURL=not-supported.js.map