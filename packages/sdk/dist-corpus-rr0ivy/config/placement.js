import { optionalChoiceInAnyCase, refusal } from "./check.js";
const MODES = ["unspecified", "serverless", "cks"];
const SPILLOVERS = ["strict", "cks_then_serverless", "serverless_then_cks"];
/** Reads a mode in any letter case; undefined when absent. */
export function readPlacementMode(value) {
    return optionalChoiceInAnyCase("placementMode", value, MODES);
}
/** Reads a spillover in any letter case; undefined when absent. */
export function readPlacementSpillover(value) {
    return optionalChoiceInAnyCase("placementSpillover", value, SPILLOVERS);
}
/**
 * Makes a plan: runner ids imply the caller's own cluster, and a spillover names the first mode by itself.
 *
 * @throws CWSandboxValidationError when the three contradict one another.
 */
export function planPlacement({ mode = "unspecified", spillover, runnerIds, }) {
    if (runnerIds.length > 0 && mode === "serverless") {
        throw refusal("placementMode", 'is "serverless", which excludes runnerIds: only "cks" has runners to name.');
    }
    if (spillover === "strict")
        return { first: place(mode, runnerIds), second: null };
    const [first, second] = ORDER[spillover];
    if (mode !== "unspecified" && mode !== first) {
        throw refusal("placementMode", `is "${mode}", but the placementSpillover ${spillover} begins with "${first}".`);
    }
    if (runnerIds.length > 0 && first === "serverless") {
        throw refusal("placementSpillover", `is "${spillover}", which excludes runnerIds. Use cks_then_serverless.`);
    }
    return { first: place(first, runnerIds), second: place(second, []) };
}
const ORDER = {
    cks_then_serverless: ["cks", "serverless"],
    serverless_then_cks: ["serverless", "cks"],
};
function place(mode, runnerIds) {
    return Object.freeze({ mode: runnerIds.length > 0 ? "cks" : mode, runnerIds });
}
//# sourceMappingURL=placement.js.map