import type { Given } from "./given.js";
import type { SandboxOptions } from "./sandbox-options.js";

/** What {@link SandboxDefaults} can be made of; everything is optional. */
export interface SandboxDefaultsOptions extends Pick<
  SandboxOptions,
  | "auth"
  | "command"
  | "args"
  | "containerImage"
  | "tags"
  | "profileIds"
  | "profileNames"
  | "runnerIds"
  | "resources"
  | "network"
  | "secrets"
  | "environmentVariables"
  | "annotations"
  | "requestTimeoutSeconds"
  | "placementMode"
  | "placementSpillover"
  | "services"
  | "runtimeClass"
  | "securityContext"
  | "workingDir"
  | "objectStorageAccess"
  | "containers"
  | "dataPlaneMode"
> {
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

// The compiler refuses this table when an option is missing or unknown.
const KEYS: Readonly<Record<keyof SandboxDefaultsOptions, true>> = {
  auth: true,
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

/** The option names of {@link SandboxDefaultsOptions}. */
export const DEFAULTS_OPTION_KEYS: readonly string[] = Object.freeze(Object.keys(KEYS));
