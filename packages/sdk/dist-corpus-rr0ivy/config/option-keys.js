import { checkKnownKeys } from "./check.js";
import { refuseUnsupported } from "./not-supported.js";
// The compiler refuses these tables when an option is missing or unknown.
const SHARED = {
    containerImage: true,
    profileIds: true,
    profileNames: true,
    runnerIds: true,
    resources: true,
    mountedFiles: true,
    s3Mount: true,
    ports: true,
    network: true,
    maxTimeoutSeconds: true,
    environmentVariables: true,
    annotations: true,
    requestTimeoutSeconds: true,
    placementMode: true,
    placementSpillover: true,
    services: true,
    imagePullCredentials: true,
    runtimeClass: true,
    securityContext: true,
    workingDir: true,
    objectStorageAccess: true,
    dataPlaneMode: true,
};
const SANDBOX = {
    ...SHARED,
    command: true,
    args: true,
    tags: true,
    secrets: true,
    containers: true,
};
const RUN = {
    ...SHARED,
    tags: true,
    secrets: true,
    containers: true,
    createRetryBudgetSeconds: true,
    defaults: true,
    maxLifetimeSeconds: true,
    pollRetryBudgetSeconds: true,
    pollRpcTimeoutSeconds: true,
    signal: true,
};
const CONSTRUCTOR = {
    ...SANDBOX,
    defaults: true,
    baseUrl: true,
    createRetryBudgetSeconds: true,
    maxLifetimeSeconds: true,
    pollRetryBudgetSeconds: true,
    pollRpcTimeoutSeconds: true,
};
const LIST = {
    tags: true,
    status: true,
    profileIds: true,
    profileNames: true,
    runnerIds: true,
    includeStopped: true,
    showTerminated: true,
};
const CALL = { baseUrl: true, timeoutSeconds: true, signal: true };
const ATTACH = {
    pollRetryBudgetSeconds: true,
    pollRpcTimeoutSeconds: true,
    dataPlaneMode: true,
};
const FUNCTION = { ...SHARED, serialization: true, tempDir: true };
const DEFAULTS = {
    createRetryBudgetSeconds: true,
    placementMode: true,
    placementSpillover: true,
    services: true,
    runtimeClass: true,
    securityContext: true,
    workingDir: true,
    objectStorageAccess: true,
    containers: true,
    dataPlaneMode: true,
    containerImage: true,
    command: true,
    args: true,
    baseUrl: true,
    requestTimeoutSeconds: true,
    pollRetryBudgetSeconds: true,
    pollRpcTimeoutSeconds: true,
    maxLifetimeSeconds: true,
    tempDir: true,
    tags: true,
    profileIds: true,
    profileNames: true,
    runnerIds: true,
    resources: true,
    network: true,
    secrets: true,
    environmentVariables: true,
    annotations: true,
};
/** The option names of each public entry point. */
export const OPTION_KEYS = Object.freeze({
    sandbox: Object.keys(SANDBOX),
    run: Object.keys(RUN),
    constructor: Object.keys(CONSTRUCTOR),
    list: Object.keys(LIST),
    call: Object.keys(CALL),
    attach: [...Object.keys(CALL), ...Object.keys(ATTACH)],
    function: Object.keys(FUNCTION),
    defaults: Object.keys(DEFAULTS),
});
/**
 * Refuses options that an entry point does not have.
 *
 * @param kinds the option sets that it takes, for example `["list", "call"]`.
 * @param owner its name for the message, for example `Sandbox.list()`.
 * @throws CWSandboxValidationError that names the key and the nearest known one.
 */
export function checkOptionKeys(options, kinds, owner) {
    refuseUnsupported(options);
    const known = kinds.flatMap((kind) => OPTION_KEYS[kind]);
    checkKnownKeys(options, known, owner);
}
//# sourceMappingURL=option-keys.js.map