import { decodeStatusDetails, ERROR_DOMAIN } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { toDiscoveryError } from "./discovery-errors.js";
import { BY_REASON } from "./errors-by-reason.js";
import { byStatus } from "./errors-by-status.js";
/**
 * Turns a failed call into the error the user sees: a reason of our own domain decides first, then the status
 * code. Reason, metadata and waiting time of the server are kept in either case; details that cannot be read
 * are ignored.
 */
export function toSandboxError(failure, call) {
    const status = failure.detailBytes === undefined ? undefined : decodeStatusDetails(failure.detailBytes);
    const info = status?.errorInfo;
    const details = {
        reason: info?.reason || null,
        metadata: info?.metadata,
        retryDelaySeconds: status?.retryDelaySeconds ?? null,
        cause: failure.cause,
        failure: {
            status: Status[failure.code],
            trustedReason: info?.domain === ERROR_DOMAIN ? info.reason : null,
        },
    };
    const facts = { failure, call, status, details };
    if (call.discovery !== undefined)
        return toDiscoveryError(facts);
    const byReason = info?.domain === ERROR_DOMAIN ? BY_REASON.get(info.reason) : undefined;
    return byReason?.(facts) ?? byStatus(facts);
}
//# sourceMappingURL=errors.js.map