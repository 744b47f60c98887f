import { ERROR_DOMAIN, REASON } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { DiscoveryError, DiscoveryValidationError } from "../errors/index.js";
import { failed, refusedFields, timedOut, usedUp } from "./error-facts.js";
import { profileNotFound, runnerNotFound } from "./errors-by-reason.js";
import { forbidden, noAnswer, unauthenticated } from "./errors-by-status.js";
const BY_STATUS = new Map([
    [Status.UNAUTHENTICATED, unauthenticated],
    [Status.PERMISSION_DENIED, forbidden],
    [Status.NOT_FOUND, nothingFound],
    [Status.INVALID_ARGUMENT, refused],
    [Status.DEADLINE_EXCEEDED, (facts) => new DiscoveryError(timedOut(facts), facts.details)],
    [
        Status.UNAVAILABLE,
        (facts) => new DiscoveryError(`Service unavailable: ${noAnswer(facts)}`, facts.details),
    ],
    [Status.RESOURCE_EXHAUSTED, (facts) => new DiscoveryError(usedUp(facts), facts.details)],
]);
/** The error of a failed look-up: no sandbox is involved, so none of their errors fits. */
export function toDiscoveryError(facts) {
    const { failure, status, details } = facts;
    if (status?.errorInfo?.domain === ERROR_DOMAIN) {
        if (status.errorInfo.reason === REASON.RUNNER_NOT_FOUND)
            return runnerNotFound(facts);
        if (status.errorInfo.reason === REASON.PROFILE_NOT_FOUND)
            return profileNotFound(facts);
    }
    const make = BY_STATUS.get(failure.code);
    return make?.(facts) ?? new DiscoveryError(failed(facts), details);
}
/** By what was asked for, because not every server gives a reason. */
function nothingFound(facts) {
    if (facts.call.discovery?.profileName !== undefined)
        return profileNotFound(facts);
    if (facts.call.discovery?.runnerId !== undefined)
        return runnerNotFound(facts);
    return new DiscoveryError(failed(facts), facts.details);
}
function refused(facts) {
    const fieldViolations = facts.status?.fieldViolations ?? [];
    if (fieldViolations.length === 0)
        return new DiscoveryError(failed(facts), facts.details);
    return new DiscoveryValidationError(refusedFields(facts), { ...facts.details, fieldViolations });
}
//# sourceMappingURL=discovery-errors.js.map