import { optionalPositiveSeconds, optionalSeconds, optionalText, optionalTextList, refusal, textMap, } from "./check.js";
import { DEFAULT_ARGS, DEFAULT_COMMAND, DEFAULT_POLL_RETRY_BUDGET_SECONDS, DEFAULT_POLL_RPC_TIMEOUT_SECONDS, DEFAULT_REQUEST_TIMEOUT_SECONDS, DEFAULT_TEMP_DIR, } from "./constants.js";
import { readSecurityContext, readWorkingDir } from "./container-parts.js";
import { readContainers } from "./containers.js";
import { readNetwork } from "./network.js";
import { readDataPlaneMode } from "./not-supported.js";
import { readObjectStorageAccess } from "./object-storage.js";
import { readPlacementMode, readPlacementSpillover, } from "./placement.js";
import { readResources } from "./resources.js";
import { readSecrets } from "./secrets.js";
import { readServices } from "./services.js";
/** Checks every member and fills what is missing. Reading its own answer again changes nothing. */
export function readDefaults(given) {
    return {
        containerImage: optionalText("containerImage", given["containerImage"]) || undefined,
        command: optionalText("command", given["command"]) || DEFAULT_COMMAND,
        args: optionalTextList("args", given["args"]) ?? DEFAULT_ARGS,
        baseUrl: optionalText("baseUrl", given["baseUrl"]),
        requestTimeoutSeconds: optionalSeconds("requestTimeoutSeconds", given["requestTimeoutSeconds"]) ??
            DEFAULT_REQUEST_TIMEOUT_SECONDS,
        pollRetryBudgetSeconds: optionalSeconds("pollRetryBudgetSeconds", given["pollRetryBudgetSeconds"]) ??
            DEFAULT_POLL_RETRY_BUDGET_SECONDS,
        pollRpcTimeoutSeconds: optionalPositiveSeconds("pollRpcTimeoutSeconds", given["pollRpcTimeoutSeconds"]) ??
            DEFAULT_POLL_RPC_TIMEOUT_SECONDS,
        maxLifetimeSeconds: optionalSeconds("maxLifetimeSeconds", given["maxLifetimeSeconds"]),
        tempDir: readTempDir(given["tempDir"]),
        tags: optionalTextList("tags", given["tags"]) ?? Object.freeze([]),
        profileIds: optionalTextList("profileIds", given["profileIds"]),
        profileNames: optionalTextList("profileNames", given["profileNames"]),
        runnerIds: optionalTextList("runnerIds", given["runnerIds"]),
        resources: readResources(given["resources"]),
        network: readNetwork(given["network"]),
        secrets: readSecrets(given["secrets"]),
        environmentVariables: textMap("environmentVariables", given["environmentVariables"]),
        annotations: textMap("annotations", given["annotations"]),
        createRetryBudgetSeconds: optionalSeconds("createRetryBudgetSeconds", given["createRetryBudgetSeconds"]) ?? 0,
        placementMode: readPlacementMode(given["placementMode"]),
        placementSpillover: readPlacementSpillover(given["placementSpillover"]) ?? "strict",
        services: readServices(given["services"]),
        runtimeClass: optionalText("runtimeClass", given["runtimeClass"]) || undefined,
        securityContext: readSecurityContext("securityContext", given["securityContext"]),
        workingDir: readWorkingDir("workingDir", given["workingDir"]),
        objectStorageAccess: readObjectStorageAccess(given["objectStorageAccess"]),
        containers: readContainers(given["containers"]),
        dataPlaneMode: readDataPlaneMode(given["dataPlaneMode"]) ?? "auto",
    };
}
function readTempDir(value) {
    const tempDir = optionalText("tempDir", value) || DEFAULT_TEMP_DIR;
    if (tempDir.startsWith("/"))
        return tempDir;
    throw refusal("tempDir", `must be an absolute path in the sandbox, but is "${tempDir}".`);
}
//# sourceMappingURL=read-defaults.js.map