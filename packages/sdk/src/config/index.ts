export {
  type AuthConfig,
  type AuthHeaders,
  type AuthProvider,
  type AuthRequest,
  AuthStrategy,
  hasAuthHeaders,
  readAuth,
  readAuthHeaders,
  WandbAuth,
  type WandbAuthOptions,
} from "./auth.js";
export {
  checkKnownKeys,
  optionalPositiveSeconds,
  optionalSeconds,
  optionalTextList,
  isAbsent,
  optionalText,
  refusal,
  requiredText,
  show,
} from "./check.js";
export {
  API_KEY_VARIABLE,
  DEFAULT_ARGS,
  DEFAULT_POLL_RETRY_BUDGET_SECONDS,
  DEFAULT_POLL_RPC_TIMEOUT_SECONDS,
  DEFAULT_REQUEST_TIMEOUT_SECONDS,
  DEFAULT_TEMP_DIR,
  DOCUMENTED_BASE_URL,
  DOCUMENTED_CONTAINER_IMAGE,
} from "./constants.js";
export type { GpuInput, GpuOptions } from "./gpu.js";
export type { ImagePullCredentials, SecurityContext, VolumeMount } from "./container-parts.js";
export type { Container, ContainerConfig } from "./containers.js";
export type { MountedFile, MountedFilesInput } from "./mounted-files.js";
export { type CheckedNetworkOptions, type NetworkOptions, readNetwork } from "./network.js";
export type {
  CidrBlock,
  CidrBlockInput,
  EgressRule,
  EgressRuleInput,
  IngressRule,
  IngressRuleInput,
  SelectorBlock,
  TenantScope,
} from "./network-rules.js";
export { type DataPlaneMode, readDataPlaneMode, unsupported } from "./not-supported.js";
export type { ObjectStorageAccess } from "./object-storage.js";
export { checkOptionKeys } from "./option-keys.js";
export type {
  AttachOptions,
  CallOptions,
  FunctionOptions,
  ListOptions,
  RunOptions,
  SandboxConstructorOptions,
} from "./options.js";
export type { SandboxOptions } from "./sandbox-options.js";
export type { Given } from "./given.js";
export type { Placement, PlacementMode, PlacementPlan, PlacementSpillover } from "./placement.js";
export type { PortRange, PortRangeInput } from "./port-range.js";
export type { PortMapping, S3Mount } from "./ports.js";
export { type ExplicitOptions, resolveSandboxOptions, type SandboxConfig } from "./resolve.js";
export {
  readResources,
  type ResourceAmounts,
  type ResourceGpuInput,
  type ResourceInput,
  type ResourceOptions,
} from "./resources.js";
export type { SandboxDefaultsOptions } from "./defaults-options.js";
export { SandboxDefaults, toSandboxDefaults } from "./sandbox-defaults.js";
export type { Endpoint, Service } from "./services.js";
export type { Secret, SecretInput } from "./secrets.js";
export {
  type Environment,
  resolveServerAddress,
  type ServerAddress,
  serverVariables,
} from "./server-address.js";
export { isTerminalStatus, parseSandboxStatus, SandboxStatus } from "./status.js";
