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
import { type NetworkOptions, readNetwork } from "./network.js";
import { readResources, type ResourceOptions } from "./resources.js";
import { readSecrets, type Secret } from "./secrets.js";

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
  readonly network: NetworkOptions | undefined;
  readonly secrets: readonly Secret[];
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Checks every member and fills what is missing. Reading its own answer again changes nothing. */
export function readDefaults(given: Readonly<Record<string, unknown>>): DefaultsFields {
  return {
    containerImage: optionalText("containerImage", given["containerImage"]) || undefined,
    command: optionalText("command", given["command"]) || DEFAULT_COMMAND,
    args: optionalTextList("args", given["args"]) ?? DEFAULT_ARGS,
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
  };
}

function readTempDir(value: unknown): string {
  const tempDir = optionalText("tempDir", value) || DEFAULT_TEMP_DIR;
  if (tempDir.startsWith("/")) return tempDir;
  throw refusal("tempDir", `must be an absolute path in the sandbox, but is "${tempDir}".`);
}
