import type { SecurityContext } from "./container-parts.js";
import type { ContainerConfig } from "./containers.js";
import type { CheckedNetworkOptions } from "./network.js";
import { type DataPlaneMode } from "./not-supported.js";
import type { ObjectStorageAccess } from "./object-storage.js";
import type { Given, SandboxOptions } from "./options.js";
import type { PlacementMode, PlacementSpillover } from "./placement.js";
import { type DefaultsFields } from "./read-defaults.js";
import type { ResourceOptions } from "./resources.js";
import type { Secret } from "./secrets.js";
import type { Service } from "./services.js";
/** What {@link SandboxDefaults} can be made of; everything is optional. */
export interface SandboxDefaultsOptions extends Pick<SandboxOptions, "command" | "args" | "containerImage" | "tags" | "profileIds" | "profileNames" | "runnerIds" | "resources" | "network" | "secrets" | "environmentVariables" | "annotations" | "requestTimeoutSeconds" | "placementMode" | "placementSpillover" | "services" | "runtimeClass" | "securityContext" | "workingDir" | "objectStorageAccess" | "containers" | "dataPlaneMode"> {
    /** Seconds for repeating a create that found no room; 0 for no repetition. Default: 0. */
    readonly createRetryBudgetSeconds?: Given<number>;
    /** Address of the server; weaker than `CWSANDBOX_BASE_URL`. */
    readonly baseUrl?: Given<string>;
    /** Seconds for retrying failed status polls; 0 for no retry. Default: 30. */
    readonly pollRetryBudgetSeconds?: Given<number>;
    /** Limit in seconds of one status poll, above 0. Default: 15. */
    readonly pollRpcTimeoutSeconds?: Given<number>;
    /** Seconds after which the server ends a sandbox. Default: the server's. */
    readonly maxLifetimeSeconds?: Given<number>;
    /** Directory for the files of remote functions. Default: `/tmp`. */
    readonly tempDir?: Given<string>;
}
/** Configuration that many sandboxes share. Immutable: all members are frozen copies. */
export declare class SandboxDefaults implements DefaultsFields {
    /** Image of every sandbox, or undefined for the server's own. */
    readonly containerImage: string | undefined;
    /** Executable of the main process. */
    readonly command: string;
    /** Arguments of the main process. */
    readonly args: readonly string[];
    /** Address of the server. */
    readonly baseUrl: string | undefined;
    /** Limit in seconds of most calls. */
    readonly requestTimeoutSeconds: number;
    /** Seconds for retrying failed status polls. */
    readonly pollRetryBudgetSeconds: number;
    /** Limit in seconds of one status poll. */
    readonly pollRpcTimeoutSeconds: number;
    /** Seconds after which the server ends a sandbox, or undefined for the server's own limit. */
    readonly maxLifetimeSeconds: number | undefined;
    /** Directory for the files of remote functions. */
    readonly tempDir: string;
    /** Labels that every sandbox carries. */
    readonly tags: readonly string[];
    /** Profile ids, or undefined for no restriction. */
    readonly profileIds: readonly string[] | undefined;
    /** Profile names, or undefined for no restriction. */
    readonly profileNames: readonly string[] | undefined;
    /** Runner ids, or undefined for no restriction. */
    readonly runnerIds: readonly string[] | undefined;
    /** Processor, memory and graphics processors, with both sides filled. */
    readonly resources: ResourceOptions | undefined;
    /** Reachability, or undefined for the server's default. */
    readonly network: CheckedNetworkOptions | undefined;
    /** Values that the server puts into environment variables. */
    readonly secrets: readonly Secret[];
    /** Settings that are no secrets. */
    readonly environmentVariables: Readonly<Record<string, string>>;
    /** Notes for the platform. */
    readonly annotations: Readonly<Record<string, string>>;
    /** Seconds for repeating a create that found no room. */
    readonly createRetryBudgetSeconds: number;
    /** Pool to run in, or undefined for the server's choice. */
    readonly placementMode: PlacementMode | undefined;
    /** Whether a create that finds no place is tried once more in the other pool. */
    readonly placementSpillover: PlacementSpillover;
    /** Ports and who may reach them. */
    readonly services: readonly Service[];
    /** Runtime class of the platform, or undefined for the server's. */
    readonly runtimeClass: string | undefined;
    /** Privileges, or undefined for the server's. */
    readonly securityContext: SecurityContext | undefined;
    /** Directory the main process starts in, or undefined for the image's. */
    readonly workingDir: string | undefined;
    /** Buckets that sandboxes may use, or undefined for none. */
    readonly objectStorageAccess: ObjectStorageAccess | undefined;
    /** Containers of every sandbox, or undefined for the single one that the other options describe. */
    readonly containers: readonly ContainerConfig[] | undefined;
    /** How commands and files reach a sandbox. */
    readonly dataPlaneMode: DataPlaneMode;
    /** @throws CWSandboxValidationError for an unknown option or a value that can never work. */
    constructor(options?: SandboxDefaultsOptions);
    /**
     * Builds defaults from data, for example a configuration file: unknown keys are ignored, nulls leave the
     * built-in value.
     *
     * @throws CWSandboxValidationError when it is no object, or a value can never work.
     */
    static fromDict(mapping?: Given<Readonly<Record<string, unknown>>>): SandboxDefaults;
    /** A new list: the defaults, then the extra tags. Nothing is removed. */
    mergeTags(extra?: Given<readonly string[]>): readonly string[];
    /** A new map; extra values win. */
    mergeEnvironmentVariables(extra?: Given<Readonly<Record<string, string>>>): Readonly<Record<string, string>>;
    /** A new map; extra values win. */
    mergeAnnotations(extra?: Given<Readonly<Record<string, string>>>): Readonly<Record<string, string>>;
    /** New defaults with these members replaced, not merged. This object stays as it is. */
    withOverrides(changes: SandboxDefaultsOptions): SandboxDefaults;
}
/** Takes what a session accepts as defaults: an instance, data, or nothing. */
export declare function toSandboxDefaults(given: Given<SandboxDefaults | SandboxDefaultsOptions | Readonly<Record<string, unknown>>>): SandboxDefaults;
//# sourceMappingURL=sandbox-defaults.d.ts.map