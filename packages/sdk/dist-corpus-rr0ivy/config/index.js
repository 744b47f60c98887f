export { checkKnownKeys, isAbsent, optionalText, refusal, requiredText, show } from "./check.js";
export { API_KEY_VARIABLE, DEFAULT_ARGS, DEFAULT_POLL_RETRY_BUDGET_SECONDS, DEFAULT_POLL_RPC_TIMEOUT_SECONDS, DEFAULT_REQUEST_TIMEOUT_SECONDS, DOCUMENTED_BASE_URL, DOCUMENTED_CONTAINER_IMAGE, } from "./constants.js";
export { readNetwork } from "./network.js";
export { checkOptionKeys } from "./option-keys.js";
export { resolveSandboxOptions } from "./resolve.js";
export { readResources, } from "./resources.js";
export { SandboxDefaults, toSandboxDefaults } from "./sandbox-defaults.js";
export { resolveServerAddress } from "./server-address.js";
export { isTerminalStatus, parseSandboxStatus, SandboxStatus } from "./status.js";
//# sourceMappingURL=index.js.map