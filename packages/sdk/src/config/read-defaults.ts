import { type AuthConfig, readAuth } from "./auth.js";
import {
  optionalPositiveSeconds,
  optionalSeconds,
  optionalText,
  optionalTextList,
  refusal,
  textMap,
} from "./check.js";
import {
  DEFAULT_ARGS,
  DEFAULT_COMMAND,
  DEFAULT_POLL_RETRY_BUDGET_SECONDS,
  DEFAULT_POLL_RPC_TIMEOUT_SECONDS,
  DEFAULT_REQUEST_TIMEOUT_SECONDS,
  DEFAULT_TEMP_DIR,
} from "./constants.js";
import { readSecurityContext, readWorkingDir, type SecurityContext } from "./container-parts.js";
import { type ContainerConfig, readContainers } from "./containers.js";
import { type CheckedNetworkOptions, readNetwork } from "./network.js";
import { type DataPlaneMode, readDataPlaneMode } from "./not-supported.js";
import { type ObjectStorageAccess, readObjectStorageAccess } from "./object-storage.js";
import {
  type PlacementMode,
  type PlacementSpillover,
  readPlacementMode,
  readPlacementSpillover,
} from "./placement.js";
import { readResources, type ResourceOptions } from "./resources.js";
import { readSecrets, type Secret } from "./secrets.js";
import { readServices, type Service } from "./services.js";

/** The members of `SandboxDefaults` after their check; undefined where nothing is set. */
export interface DefaultsFields {
  /** Credentials; undefined leaves the choice to the process. */
  readonly auth: AuthConfig | undefined;
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
export function readDefaults(given: Readonly<Record<string, unknown>>): DefaultsFields {
  return {
    auth: readAuth(given["auth"]),
    containerImage: optionalText("containerImage", given["containerImage"]) || undefined,
    command: optionalText("command", given["command"]) || DEFAULT_COMMAND,
    // The built-in arguments stay the same list: they go with the built-in command only.
    args:
      given["args"] === DEFAULT_ARGS
        ? DEFAULT_ARGS
        : (optionalTextList("args", given["args"]) ?? DEFAULT_ARGS),
    baseUrl: optionalText("baseUrl", given["baseUrl"]),
    requestTimeoutSeconds:
      optionalSeconds("requestTimeoutSeconds", given["requestTimeoutSeconds"]) ??
      DEFAULT_REQUEST_TIMEOUT_SECONDS,
    pollRetryBudgetSeconds:
      optionalSeconds("pollRetryBudgetSeconds", given["pollRetryBudgetSeconds"]) ??
      DEFAULT_POLL_RETRY_BUDGET_SECONDS,
    pollRpcTimeoutSeconds:
      optionalPositiveSeconds("pollRpcTimeoutSeconds", given["pollRpcTimeoutSeconds"]) ??
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
    createRetryBudgetSeconds:
      optionalSeconds("createRetryBudgetSeconds", given["createRetryBudgetSeconds"]) ?? 0,
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

function readTempDir(value: unknown): string {
  const tempDir = optionalText("tempDir", value) || DEFAULT_TEMP_DIR;
  if (tempDir.startsWith("/")) return tempDir;
  throw refusal("tempDir", `must be an absolute path in the sandbox, but is "${tempDir}".`);
}
