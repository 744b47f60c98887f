import { checkKnownKeys, isAbsent, optionalText, refusal, show } from "../config/index.js";
import { LIST_RUNNERS_KEYS } from "./options.js";
const VISIBILITIES = ["public", "private", "custom"];
/**
 * Checks the options of a listing of runners.
 *
 * @throws CWSandboxValidationError for an option that can never work.
 */
export function readRunnerFilter(options) {
    checkKnownKeys(options, LIST_RUNNERS_KEYS, "listRunners()");
    const atLeast = {
        availableCpuMillicores: optionalAmount(options, "minAvailableCpuMillicores"),
        availableMemoryBytes: optionalAmount(options, "minAvailableMemoryBytes"),
        availableGpuCount: optionalAmount(options, "minAvailableGpuCount"),
    };
    const profileName = textOption(options, "profileName");
    const modes = readModes(options);
    const given = { profileName, ...modes };
    return {
        request: {
            runnerGroupId: textOption(options, "runnerGroupId") ?? "",
            gpuType: textOption(options, "gpuType") ?? "",
            architecture: textOption(options, "architecture") ?? "",
            healthyOnly: flag(options, "healthyOnly"),
            serviceVisibility: readVisibility(options.serviceVisibility),
            includeResources: flag(options, "includeResources") || Object.values(atLeast).some((amount) => amount !== undefined),
        },
        atLeast,
        profileName,
        modes,
        needsProfiles: Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name])),
    };
}
/** The modes of a listing of runners or profiles. */
export function readModes(options) {
    return {
        serviceExposureMode: textOption(options, "serviceExposureMode"),
        egressMode: textOption(options, "egressMode"),
    };
}
/** Text that filters; an empty one counts as absent, as on the wire. */
export function textOption(options, name) {
    return optionalText(name, options[name]) || undefined;
}
/** Whether a profile offers every mode that was asked for. */
export function offersModes(profile, { serviceExposureMode, egressMode }) {
    return offers(profile.serviceExposureModes, serviceExposureMode) && offers(profile.egressModes, egressMode);
}
function offers(modes, wanted) {
    return wanted === undefined || modes.some(({ name }) => name === wanted);
}
/** Whether enough is free; a runner without live amounts never has enough. */
export function hasEnough({ resources }, { atLeast }) {
    return ["availableCpuMillicores", "availableMemoryBytes", "availableGpuCount"].every((name) => {
        const wanted = atLeast[name];
        return wanted === undefined || (resources !== null && resources[name] >= wanted);
    });
}
function flag(options, name) {
    const value = options[name];
    if (isAbsent(value))
        return false;
    if (typeof value === "boolean")
        return value;
    throw refusal(name, `must be true or false, but is ${show(value)}.`);
}
function optionalAmount(options, name) {
    const value = options[name];
    if (isAbsent(value))
        return undefined;
    if (typeof value === "number" && Number.isFinite(value) && value >= 0)
        return value;
    throw refusal(name, `must be a finite number, 0 or more, but is ${show(value)}.`);
}
function readVisibility(value) {
    if (isAbsent(value))
        return undefined;
    const known = VISIBILITIES.find((name) => name === value);
    if (known !== undefined)
        return known;
    throw refusal("serviceVisibility", `must be one of ${VISIBILITIES.join(", ")}, but is ${show(value)}.`);
}
//# sourceMappingURL=runner-filter.js.map