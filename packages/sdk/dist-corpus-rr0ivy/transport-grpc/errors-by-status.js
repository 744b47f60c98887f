import { Status } from "nice-grpc";
import { CWSandboxAuthenticationError, SandboxError, SandboxNotFoundError, SandboxNotRunningError, SandboxProtocolError, SandboxRequestTimeoutError, SandboxResourceExhaustedError, SandboxUnavailableError, SandboxValidationError, } from "../errors/index.js";
import { failed, refusedFields, timedOut, usedUp, } from "./error-facts.js";
const BY_STATUS = new Map([
    [Status.NOT_FOUND, notFound],
    [Status.CANCELLED, cancelled],
    [Status.DEADLINE_EXCEEDED, outOfTime],
    [Status.UNAVAILABLE, unavailable],
    [Status.RESOURCE_EXHAUSTED, (facts) => new SandboxResourceExhaustedError(usedUp(facts), facts.details)],
    [Status.UNAUTHENTICATED, unauthenticated],
    [Status.PERMISSION_DENIED, forbidden],
    [Status.INVALID_ARGUMENT, refused],
]);
/** The error that the status code alone tells. */
export function byStatus(facts) {
    const make = BY_STATUS.get(facts.failure.code);
    if (make !== undefined)
        return make(facts);
    if (isUndecodable(facts.failure))
        return new SandboxProtocolError(failed(facts), facts.details);
    return new SandboxError(failed(facts), facts.details);
}
function cancelled({ failure, call, details }) {
    return new SandboxNotRunningError(`${call.operation} was cancelled: ${failure.text}. The connection was closed, or the server gave up the call.`, details);
}
function outOfTime(facts) {
    const own = facts.call.makeTimeoutError?.(facts.details);
    return own ?? new SandboxRequestTimeoutError(timedOut(facts), facts.details);
}
function unavailable(facts) {
    return new SandboxUnavailableError(`Service unavailable: ${noAnswer(facts)}`, facts.details);
}
/** Text for a server that cannot be reached. */
export function noAnswer({ failure, call }) {
    return (`${call.operation} got no answer from ${failure.address}: ${failure.text}. ` +
        "Check that the server runs and that its address is right.");
}
/** The caller's key is missing or wrong. */
export function unauthenticated({ failure, details }) {
    return new CWSandboxAuthenticationError(`Authentication failed: ${failure.text}. Check CWSANDBOX_API_KEY.`, details);
}
/** The caller's key is known, but does not allow this. */
export function forbidden({ failure, details }) {
    return new CWSandboxAuthenticationError(`Permission denied: ${failure.text}`, details);
}
function refused(facts) {
    const fieldViolations = facts.status?.fieldViolations ?? [];
    if (fieldViolations.length === 0)
        return new SandboxError(failed(facts), facts.details);
    return new SandboxValidationError(refusedFields(facts), { ...facts.details, fieldViolations });
}
/** No such sandbox, or what else the server's text says is missing. */
export function notFound({ failure, call, details }) {
    const sandboxId = call.sandboxId ?? null;
    const text = sandboxId === null ? failure.text : `Sandbox '${sandboxId}' not found`;
    return new SandboxNotFoundError(text, { ...details, sandboxId });
}
function isUndecodable(failure) {
    return failure.code === Status.INTERNAL && /message parsing error/i.test(failure.text);
}
//# sourceMappingURL=errors-by-status.js.map