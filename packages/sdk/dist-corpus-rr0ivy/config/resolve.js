import { isAbsent, optionalPositiveSeconds, optionalSeconds, optionalText, optionalTextList, refusal, show, } from "./check.js";
import { DEFAULT_ARGS, DEFAULT_COMMAND } from "./constants.js";
import { readImagePullCredentials, readSecurityContext, readWorkingDir, } from "./container-parts.js";
import { readContainers } from "./containers.js";
import { readMountedFiles } from "./mounted-files.js";
import { readNetwork } from "./network.js";
import { readDataPlaneMode } from "./not-supported.js";
import { readObjectStorageAccess } from "./object-storage.js";
import { checkOptionKeys } from "./option-keys.js";
import { planPlacement, readPlacementMode, readPlacementSpillover } from "./placement.js";
import { readPorts, readS3Mount } from "./ports.js";
import { readResources } from "./resources.js";
import { mergeSecrets, readSecrets } from "./secrets.js";
import { readServices } from "./services.js";
import { resolveServerAddress } from "./server-address.js";
/**
 * Lays options over defaults by the documented rules: image, command, arguments, resources, network and
 * selectors are replaced; tags and secrets are added behind; variables and annotations are merged with the
 * explicit value winning.
 *
 * @throws CWSandboxValidationError for the first option that can never work.
 */
export function resolveSandboxOptions(explicit, defaults, environment) {
    checkOptionKeys(explicit, ["constructor"], "Sandbox");
    readDataPlaneMode(explicit.dataPlaneMode);
    return Object.freeze({
        server: resolveServerAddress({
            explicit: optionalText("baseUrl", explicit.baseUrl),
            environment,
            defaults: defaults.baseUrl,
        }),
        containerImage: optionalText("containerImage", explicit.containerImage) || defaults.containerImage,
        ...mainProcess(explicit, defaults),
        ...chooseSelectors(explicit, defaults),
        ...chooseLimits(explicit, defaults),
        ...chooseMachine(explicit, defaults),
        ...chooseReach(explicit, defaults),
        tags: defaults.mergeTags(explicit.tags),
        resources: isAbsent(explicit.resources) ? defaults.resources : readResources(explicit.resources),
        secrets: mergeSecrets(defaults.secrets, readSecrets(explicit.secrets)),
        environmentVariables: checkVariableNames(defaults.mergeEnvironmentVariables(explicit.environmentVariables)),
        annotations: defaults.mergeAnnotations(explicit.annotations),
        mountedFiles: readMountedFiles(explicit.mountedFiles),
        s3Mount: readS3Mount(explicit.s3Mount),
        imagePullCredentials: readImagePullCredentials("imagePullCredentials", explicit.imagePullCredentials),
        containers: chooseContainers(explicit, defaults),
    });
}
function mainProcess(explicit, defaults) {
    const command = optionalText("command", explicit.command) || defaults.command;
    const given = optionalTextList("args", explicit.args) ?? defaults.args;
    // The keep-alive script belongs to the shell; as arguments of another command it would be nonsense.
    const args = given === DEFAULT_ARGS && command !== DEFAULT_COMMAND ? [] : given;
    return { command, args };
}
function chooseSelectors(explicit, defaults) {
    const choose = (name) => {
        const fallback = defaults[name];
        return optionalTextList(name, explicit[name]) ?? (fallback?.length === 0 ? undefined : fallback);
    };
    return {
        profileIds: choose("profileIds"),
        profileNames: choose("profileNames"),
        placement: planPlacement({
            mode: readPlacementMode(explicit.placementMode) ?? defaults.placementMode,
            spillover: readPlacementSpillover(explicit.placementSpillover) ?? defaults.placementSpillover,
            runnerIds: choose("runnerIds") ?? [],
        }),
    };
}
function chooseMachine(explicit, defaults) {
    const field = "securityContext";
    return {
        runtimeClass: optionalText("runtimeClass", explicit.runtimeClass) || defaults.runtimeClass,
        securityContext: readSecurityContext(field, explicit.securityContext) ?? defaults.securityContext,
        workingDir: readWorkingDir("workingDir", explicit.workingDir) ?? defaults.workingDir,
        objectStorageAccess: readObjectStorageAccess(explicit.objectStorageAccess) ?? defaults.objectStorageAccess,
    };
}
function chooseReach(explicit, defaults) {
    const network = isAbsent(explicit.network) ? defaults.network : readNetwork(explicit.network);
    const services = isAbsent(explicit.services) ? defaults.services : readServices(explicit.services);
    const ports = readPorts(explicit.ports);
    const older = new Set([
        ...ports.map(({ containerPort }) => containerPort),
        ...(network?.exposedPorts ?? []),
    ]);
    const twice = services.find(({ port }) => older.has(port));
    if (twice === undefined)
        return { network, services, ports };
    throw refusal("services", `has the port ${twice.port}, which is also in ports or network.exposedPorts. Describe it in one place.`);
}
function chooseLimits(explicit, defaults) {
    const maxTimeoutSeconds = optionalSeconds("maxTimeoutSeconds", explicit.maxTimeoutSeconds);
    if (maxTimeoutSeconds !== undefined && !Number.isInteger(maxTimeoutSeconds)) {
        throw refusal("maxTimeoutSeconds", `must be a whole number of seconds, but is ${maxTimeoutSeconds}.`);
    }
    return {
        maxTimeoutSeconds,
        createRetryBudgetSeconds: optionalSeconds("createRetryBudgetSeconds", explicit.createRetryBudgetSeconds) ??
            defaults.createRetryBudgetSeconds,
        maxLifetimeSeconds: optionalSeconds("maxLifetimeSeconds", explicit.maxLifetimeSeconds) ?? defaults.maxLifetimeSeconds,
        requestTimeoutSeconds: optionalSeconds("requestTimeoutSeconds", explicit.requestTimeoutSeconds) ??
            defaults.requestTimeoutSeconds,
        pollRetryBudgetSeconds: optionalSeconds("pollRetryBudgetSeconds", explicit.pollRetryBudgetSeconds) ??
            defaults.pollRetryBudgetSeconds,
        pollRpcTimeoutSeconds: optionalPositiveSeconds("pollRpcTimeoutSeconds", explicit.pollRpcTimeoutSeconds) ??
            defaults.pollRpcTimeoutSeconds,
    };
}
/** Options that describe the single container, and so exclude a list of containers. */
const OF_SINGLE_CONTAINER = [
    "containerImage",
    "command",
    "args",
    "resources",
    "mountedFiles",
    "secrets",
    "imagePullCredentials",
    "environmentVariables",
    "securityContext",
    "workingDir",
];
function chooseContainers(explicit, defaults) {
    const containers = isAbsent(explicit.containers)
        ? defaults.containers
        : readContainers(explicit.containers);
    if (containers === undefined)
        return undefined;
    const excluded = OF_SINGLE_CONTAINER.filter((name) => !isAbsent(explicit[name]));
    if (excluded.length === 0)
        return containers;
    throw refusal("containers", `excludes ${excluded.join(", ")}: give these in the containers themselves.`);
}
function checkVariableNames(variables) {
    for (const [name, value] of Object.entries(variables)) {
        if (name === "" || /[=\0]/.test(name) || value.includes("\0")) {
            throw refusal("environmentVariables", `has the variable ${show(name)}, which no process can have: names must not be empty or contain "=", ` +
                "and neither names nor values can contain a NUL character.");
        }
    }
    return variables;
}
//# sourceMappingURL=resolve.js.map