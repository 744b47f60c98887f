import { checkKnownKeys } from "./check.js";
import { refuseUnsupported } from "./not-supported.js";
import type {
  AttachOptions,
  CallOptions,
  FunctionOptions,
  ListOptions,
  RunOptions,
  SandboxConstructorOptions,
} from "./options.js";
import type { SandboxOptions } from "./sandbox-options.js";

type Keys<Options> = Readonly<Record<keyof Options, true>>;

// The compiler refuses these tables when an option is missing or unknown.
const SHARED: Keys<Omit<SandboxOptions, "command" | "args" | "tags" | "secrets" | "containers" | "auth">> = {
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
const SANDBOX: Keys<SandboxOptions> = {
  ...SHARED,
  auth: true,
  command: true,
  args: true,
  tags: true,
  secrets: true,
  containers: true,
};
const RUN: Keys<RunOptions> = {
  ...SHARED,
  auth: true,
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
const CONSTRUCTOR: Keys<SandboxConstructorOptions> = {
  ...SANDBOX,
  defaults: true,
  baseUrl: true,
  createRetryBudgetSeconds: true,
  maxLifetimeSeconds: true,
  pollRetryBudgetSeconds: true,
  pollRpcTimeoutSeconds: true,
};
const LIST: Keys<ListOptions> = {
  tags: true,
  status: true,
  profileIds: true,
  profileNames: true,
  runnerIds: true,
  includeStopped: true,
  showTerminated: true,
};
const CALL: Keys<CallOptions> = { baseUrl: true, auth: true, timeoutSeconds: true, signal: true };
const ATTACH: Keys<Omit<AttachOptions, keyof CallOptions>> = {
  pollRetryBudgetSeconds: true,
  pollRpcTimeoutSeconds: true,
  dataPlaneMode: true,
};
const FUNCTION: Keys<FunctionOptions> = { ...SHARED, serialization: true, tempDir: true };

/** The option names of each public entry point. */
export const OPTION_KEYS = Object.freeze({
  sandbox: Object.keys(SANDBOX),
  run: Object.keys(RUN),
  constructor: Object.keys(CONSTRUCTOR),
  list: Object.keys(LIST),
  call: Object.keys(CALL),
  attach: [...Object.keys(CALL), ...Object.keys(ATTACH)],
  function: Object.keys(FUNCTION),
});

/**
 * Refuses options that an entry point does not have.
 *
 * @param kinds the option sets that it takes, for example `["list", "call"]`.
 * @param owner its name for the message, for example `Sandbox.list()`.
 * @throws CWSandboxValidationError that names the key and the nearest known one.
 */
export function checkOptionKeys(
  options: object,
  kinds: readonly (keyof typeof OPTION_KEYS)[],
  owner: string,
): void {
  refuseUnsupported(options);
  const known = kinds.flatMap((kind) => OPTION_KEYS[kind]);
  checkKnownKeys(options, known, owner);
}
