import { DEFAULT_POLL_RETRY_BUDGET_SECONDS, DEFAULT_POLL_RPC_TIMEOUT_SECONDS, DEFAULT_REQUEST_TIMEOUT_SECONDS, resolveServerAddress, } from "../config/index.js";
import { checkTimeoutSeconds } from "../handles/index.js";
/** Address and limits of a call that is not about an existing object. */
export function remoteSettings(options) {
    const timeoutSeconds = options.timeoutSeconds ?? undefined;
    checkTimeoutSeconds(timeoutSeconds);
    return {
        server: resolve(options),
        requestTimeoutSeconds: timeoutSeconds ?? DEFAULT_REQUEST_TIMEOUT_SECONDS,
        pollRetryBudgetSeconds: options.pollRetryBudgetSeconds ?? DEFAULT_POLL_RETRY_BUDGET_SECONDS,
        pollRpcTimeoutSeconds: options.pollRpcTimeoutSeconds ?? DEFAULT_POLL_RPC_TIMEOUT_SECONDS,
    };
}
function resolve(options) {
    return resolveServerAddress({
        explicit: options.baseUrl ?? undefined,
        environment: process.env,
        defaults: options.defaultBaseUrl,
    });
}
//# sourceMappingURL=remote.js.map