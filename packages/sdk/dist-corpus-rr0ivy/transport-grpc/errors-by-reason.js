import { ERROR_METADATA, REASON } from "@cwsandbox/wire";
import { ProfileNotFoundError, RunnerNotFoundError, SandboxCommandTimeoutError, SandboxError, SandboxFileError, SandboxResourceExhaustedError, SandboxTimeoutError, SandboxUnavailableError, } from "../errors/index.js";
import { failed, timedOut, usedUp } from "./error-facts.js";
import { notFound } from "./errors-by-status.js";
/**
 * What the reasons of our own domain mean, whatever the status. Reasons that are not here leave the decision
 * to the status code, as the contract says.
 */
export const BY_REASON = new Map([
    [REASON.FILE_NOT_FOUND, fileFailed],
    [REASON.FILE_IS_DIRECTORY, fileFailed],
    [REASON.FILE_PERMISSION_DENIED, fileFailed],
    [REASON.FILE_IO_FAILED, fileFailed],
    [REASON.FILE_TOO_LARGE, fileFailed],
    [REASON.FILE_TRUNCATED, fileFailed],
    [REASON.SANDBOX_NOT_FOUND, notFound],
    [REASON.COMMAND_TIMEOUT, (facts) => new SandboxCommandTimeoutError(timedOut(facts), facts.details)],
    [REASON.RUNNER_UNAVAILABLE, unavailable],
    [REASON.BACKEND_UNAVAILABLE, unavailable],
    [REASON.RUNNER_SHARD_RETIRING, unavailable],
    [REASON.RUNNER_NOT_FOUND, runnerNotFound],
    [REASON.PROFILE_NOT_FOUND, profileNotFound],
    // Snapshots and volumes: the parents of the documented classes.
    [REASON.FSS_NOT_FOUND, plain],
    [REASON.FSS_NOT_READY, plain],
    [REASON.FSS_NOT_SUPPORTED, plain],
    [REASON.FSS_SIZE_EXCEEDED, plain],
    [REASON.FSS_QUOTA_EXCEEDED, exhausted],
    [REASON.FSS_BUCKET_MISMATCH, plain],
    [REASON.FSS_BUCKET_PROVISIONING, unavailable],
    [REASON.FSS_BUCKET_UNAVAILABLE, plain],
    [REASON.FSS_WAIT_TIMEOUT, (facts) => new SandboxTimeoutError(timedOut(facts), facts.details)],
    [REASON.FSS_BACKEND_THROTTLED, unavailable],
    [REASON.FSS_INFLIGHT_LIMIT, unavailable],
    [REASON.FSS_RESTORE_FAILED, plain],
    [REASON.FSS_CREATE_FAILED, plain],
    [REASON.FSS_CREATE_TIMED_OUT, plain],
    [REASON.FSS_AUTH_FAILED, plain],
    [REASON.FSS_TRANSPORT_FAILED, plain],
    [REASON.FSS_CANCELED, plain],
    [REASON.VOLUME_NOT_FOUND, plain],
    [REASON.VOLUME_NOT_READY, plain],
    [REASON.VOLUME_PLACEMENT_CONFLICT, plain],
    [REASON.VOLUME_RUNNER_UNAVAILABLE, unavailable],
    [REASON.VOLUME_RUNNER_INELIGIBLE, plain],
    [REASON.VOLUME_TYPE_NOT_SUPPORTED, plain],
    [REASON.VOLUME_NOT_SNAPSHOTTABLE, plain],
    [REASON.VOLUME_BACKEND_NOT_FOUND, plain],
    [REASON.VOLUME_IN_USE, plain],
    [REASON.VOLUME_QUOTA_EXCEEDED, exhausted],
]);
function plain(facts) {
    return new SandboxError(failed(facts), facts.details);
}
function exhausted(facts) {
    return new SandboxResourceExhaustedError(usedUp(facts), facts.details);
}
function unavailable({ failure, details }) {
    return new SandboxUnavailableError(`Service unavailable: ${failure.text}`, details);
}
function fileFailed(facts) {
    const { call, details } = facts;
    const filepath = call.filepath ?? details.metadata?.[ERROR_METADATA.FILE_PATH] ?? null;
    return new SandboxFileError(failed(facts), { ...details, filepath });
}
/** No runner of that id, for a look-up as well as for a create that asks for it. */
export function runnerNotFound(facts) {
    const { call, details } = facts;
    const runnerId = call.discovery?.runnerId ?? details.metadata?.[ERROR_METADATA.RUNNER_ID];
    return new RunnerNotFoundError(failed(facts), { ...details, runnerId });
}
/** No profile of that name, or not on that runner. */
export function profileNotFound(facts) {
    const { call, details } = facts;
    const profileName = call.discovery?.profileName ?? details.metadata?.[ERROR_METADATA.PROFILE_NAME];
    const runnerId = call.discovery?.runnerId ?? details.metadata?.[ERROR_METADATA.RUNNER_ID];
    return new ProfileNotFoundError(failed(facts), { ...details, profileName, runnerId });
}
//# sourceMappingURL=errors-by-reason.js.map