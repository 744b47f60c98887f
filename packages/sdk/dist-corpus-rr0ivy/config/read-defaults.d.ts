import { type SecurityContext } from "./container-parts.js";
import { type ContainerConfig } from "./containers.js";
import { type CheckedNetworkOptions } from "./network.js";
import { type DataPlaneMode } from "./not-supported.js";
import { type ObjectStorageAccess } from "./object-storage.js";
import { type PlacementMode, type PlacementSpillover } from "./placement.js";
import { type ResourceOptions } from "./resources.js";
import { type Secret } from "./secrets.js";
import { type Service } from "./services.js";
/** The members of `SandboxDefaults` after their check; undefined where nothing is set. */
export interface DefaultsFields {
    /** Image; undefined leaves the choice to the server. */
    readonly containerImage: string | undefined;
    /** Executable of the main process. */
    readonly command: string;
    /** Arguments of the main process. */
    readonly args: readonly string[];
    /** Address of the server; undefined leaves the choice to the environment. */
    readonly baseUrl: string | undefined;
    /** Limit of most calls. Default: 300. */
    readonly requestTimeoutSeconds: number;
    /** Time for retrying failed status polls. Default: 30. */
    readonly pollRetryBudgetSeconds: number;
    /** Limit of one status poll. Default: 15. */
    readonly pollRpcTimeoutSeconds: number;
    /** Lifetime that the server enforces; undefined leaves the choice to the server. */
    readonly maxLifetimeSeconds: number | undefined;
    /** Directory for the files of remote functions. Default: `/tmp`. */
    readonly tempDir: string;
    readonly tags: readonly string[];
    readonly profileIds: readonly string[] | undefined;
    readonly profileNames: readonly string[] | undefined;
    readonly runnerIds: readonly string[] | undefined;
    readonly resources: ResourceOptions | undefined;
    readonly network: CheckedNetworkOptions | undefined;
    readonly secrets: readonly Secret[];
    readonly environmentVariables: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    /** Time for repeating creates that found no room. Default: 0. */
    readonly createRetryBudgetSeconds: number;
    readonly placementMode: PlacementMode | undefined;
    /** Default: `strict`. */
    readonly placementSpillover: PlacementSpillover;
    readonly services: readonly Service[];
    readonly runtimeClass: string | undefined;
    readonly securityContext: SecurityContext | undefined;
    readonly workingDir: string | undefined;
    readonly objectStorageAccess: ObjectStorageAccess | undefined;
    readonly containers: readonly ContainerConfig[] | undefined;
    /** Default: `auto`. */
    readonly dataPlaneMode: DataPlaneMode;
}
/** Checks every member and fills what is missing. Reading its own answer again changes nothing. */
export declare function readDefaults(given: Readonly<Record<string, unknown>>): DefaultsFields;
//# sourceMappingURL=read-defaults.d.ts.map