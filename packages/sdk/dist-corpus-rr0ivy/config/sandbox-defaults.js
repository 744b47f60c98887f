import { checkKnownKeys, isAbsent, isRecord, refusal, show, textMap, optionalTextList } from "./check.js";
import { refuseUnsupported } from "./not-supported.js";
import { OPTION_KEYS } from "./option-keys.js";
import { readDefaults } from "./read-defaults.js";
/** Configuration that many sandboxes share. Immutable: all members are frozen copies. */
export class SandboxDefaults {
    /** Image of every sandbox, or undefined for the server's own. */
    containerImage;
    /** Executable of the main process. */
    command;
    /** Arguments of the main process. */
    args;
    /** Address of the server. */
    baseUrl;
    /** Limit in seconds of most calls. */
    requestTimeoutSeconds;
    /** Seconds for retrying failed status polls. */
    pollRetryBudgetSeconds;
    /** Limit in seconds of one status poll. */
    pollRpcTimeoutSeconds;
    /** Seconds after which the server ends a sandbox, or undefined for the server's own limit. */
    maxLifetimeSeconds;
    /** Directory for the files of remote functions. */
    tempDir;
    /** Labels that every sandbox carries. */
    tags;
    /** Profile ids, or undefined for no restriction. */
    profileIds;
    /** Profile names, or undefined for no restriction. */
    profileNames;
    /** Runner ids, or undefined for no restriction. */
    runnerIds;
    /** Processor, memory and graphics processors, with both sides filled. */
    resources;
    /** Reachability, or undefined for the server's default. */
    network;
    /** Values that the server puts into environment variables. */
    secrets;
    /** Settings that are no secrets. */
    environmentVariables;
    /** Notes for the platform. */
    annotations;
    /** Seconds for repeating a create that found no room. */
    createRetryBudgetSeconds;
    /** Pool to run in, or undefined for the server's choice. */
    placementMode;
    /** Whether a create that finds no place is tried once more in the other pool. */
    placementSpillover;
    /** Ports and who may reach them. */
    services;
    /** Runtime class of the platform, or undefined for the server's. */
    runtimeClass;
    /** Privileges, or undefined for the server's. */
    securityContext;
    /** Directory the main process starts in, or undefined for the image's. */
    workingDir;
    /** Buckets that sandboxes may use, or undefined for none. */
    objectStorageAccess;
    /** Containers of every sandbox, or undefined for the single one that the other options describe. */
    containers;
    /** How commands and files reach a sandbox. */
    dataPlaneMode;
    /** @throws CWSandboxValidationError for an unknown option or a value that can never work. */
    constructor(options = {}) {
        refuseUnsupported(options);
        checkKnownKeys(options, OPTION_KEYS.defaults, "SandboxDefaults");
        const fields = readDefaults({ ...options });
        this.containerImage = fields.containerImage;
        this.command = fields.command;
        this.args = fields.args;
        this.baseUrl = fields.baseUrl;
        this.requestTimeoutSeconds = fields.requestTimeoutSeconds;
        this.pollRetryBudgetSeconds = fields.pollRetryBudgetSeconds;
        this.pollRpcTimeoutSeconds = fields.pollRpcTimeoutSeconds;
        this.maxLifetimeSeconds = fields.maxLifetimeSeconds;
        this.tempDir = fields.tempDir;
        this.tags = fields.tags;
        this.profileIds = fields.profileIds;
        this.profileNames = fields.profileNames;
        this.runnerIds = fields.runnerIds;
        this.resources = fields.resources;
        this.network = fields.network;
        this.secrets = fields.secrets;
        this.environmentVariables = fields.environmentVariables;
        this.annotations = fields.annotations;
        this.createRetryBudgetSeconds = fields.createRetryBudgetSeconds;
        this.placementMode = fields.placementMode;
        this.placementSpillover = fields.placementSpillover;
        this.services = fields.services;
        this.runtimeClass = fields.runtimeClass;
        this.securityContext = fields.securityContext;
        this.workingDir = fields.workingDir;
        this.objectStorageAccess = fields.objectStorageAccess;
        this.containers = fields.containers;
        this.dataPlaneMode = fields.dataPlaneMode;
        Object.freeze(this);
    }
    /**
     * Builds defaults from data, for example a configuration file: unknown keys are ignored, nulls leave the
     * built-in value.
     *
     * @throws CWSandboxValidationError when it is no object, or a value can never work.
     */
    static fromDict(mapping) {
        if (isAbsent(mapping))
            return new SandboxDefaults();
        if (!isRecord(mapping)) {
            throw refusal("defaults", `must be an object or SandboxDefaults, but is ${show(mapping)}.`);
        }
        refuseUnsupported(mapping);
        const known = Object.entries(mapping).filter(([key]) => OPTION_KEYS.defaults.includes(key));
        return new SandboxDefaults(readDefaults(Object.fromEntries(known)));
    }
    /** A new list: the defaults, then the extra tags. Nothing is removed. */
    mergeTags(extra) {
        return Object.freeze([...this.tags, ...(optionalTextList("tags", extra) ?? [])]);
    }
    /** A new map; extra values win. */
    mergeEnvironmentVariables(extra) {
        return Object.freeze({ ...this.environmentVariables, ...textMap("environmentVariables", extra) });
    }
    /** A new map; extra values win. */
    mergeAnnotations(extra) {
        return Object.freeze({ ...this.annotations, ...textMap("annotations", extra) });
    }
    /** New defaults with these members replaced, not merged. This object stays as it is. */
    withOverrides(changes) {
        return new SandboxDefaults(Object.assign({}, this, changes));
    }
}
/** Takes what a session accepts as defaults: an instance, data, or nothing. */
export function toSandboxDefaults(given) {
    if (given instanceof SandboxDefaults)
        return given;
    return SandboxDefaults.fromDict(isAbsent(given) ? undefined : { ...asMapping(given) });
}
function asMapping(given) {
    if (isRecord(given))
        return given;
    throw refusal("defaults", `must be an object or SandboxDefaults, but is ${show(given)}.`);
}
//# sourceMappingURL=sandbox-defaults.js.map