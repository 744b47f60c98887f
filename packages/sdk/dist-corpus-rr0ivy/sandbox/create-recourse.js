import { callFailureOf } from "../errors/index.js";
const NO_ROOM_REASONS = new Set([
    "CWSANDBOX_RUNNER_CAPACITY_EXHAUSTED",
    "CWSANDBOX_RUNNER_OVERLOADED",
]);
const NO_ROOM_STATUSES = new Set(["RESOURCE_EXHAUSTED", "UNAVAILABLE"]);
const NO_PLACE_REASONS = new Set([
    ...NO_ROOM_REASONS,
    "CWSANDBOX_PLACEMENT_REJECTED",
    "CWSANDBOX_PLACEMENT_CONSTRAINT_UNSATISFIED",
    "CWSANDBOX_NO_SUITABLE_RUNNER",
    "CWSANDBOX_RUNNER_UNAVAILABLE",
]);
const NO_PLACE_STATUSES = new Set([...NO_ROOM_STATUSES, "FAILED_PRECONDITION"]);
const CEILING_REASON = "CWSANDBOX_RESOURCE_CEILING_EXCEEDED";
const DEFINITE_STATUSES = new Set([
    "INVALID_ARGUMENT",
    "FAILED_PRECONDITION",
    "UNAUTHENTICATED",
    "PERMISSION_DENIED",
    "NOT_FOUND",
]);
/** Whether a create found no room at the moment, so that the same create may succeed a little later. */
export function foundNoRoom(error) {
    const { status = "", trustedReason = null } = callFailureOf(error) ?? {};
    return trustedReason !== null && NO_ROOM_REASONS.has(trustedReason) && NO_ROOM_STATUSES.has(status);
}
/** Whether a create found no place where it was allowed to look, so that another pool may have one. */
export function foundNoPlace(error) {
    const { status = "", trustedReason = null } = callFailureOf(error) ?? {};
    if (trustedReason === null)
        return false;
    if (trustedReason === CEILING_REASON)
        return status === "INVALID_ARGUMENT";
    return NO_PLACE_REASONS.has(trustedReason) && NO_PLACE_STATUSES.has(status);
}
/** Whether a create was refused for certain: no sandbox has come of it and none will. */
export function wasRefused(error) {
    return DEFINITE_STATUSES.has(callFailureOf(error)?.status ?? "") || foundNoPlace(error);
}
//# sourceMappingURL=create-recourse.js.map