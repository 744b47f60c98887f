export { checkKnownKeys, isAbsent, optionalText, refusal, requiredText, show } from "./check.js";
export {
  API_KEY_VARIABLE,
  DEFAULT_ARGS,
  DEFAULT_POLL_RETRY_BUDGET_SECONDS,
  DEFAULT_POLL_RPC_TIMEOUT_SECONDS,
  DEFAULT_REQUEST_TIMEOUT_SECONDS,
  DOCUMENTED_BASE_URL,
  DOCUMENTED_CONTAINER_IMAGE,
} from "./constants.js";
export type { GpuInput, GpuOptions } from "./gpu.js";
export type { MountedFile, MountedFilesInput } from "./mounted-files.js";
export { type NetworkOptions, readNetwork } from "./network.js";
export { checkOptionKeys } from "./option-keys.js";
export type {
  CallOptions,
  FunctionOptions,
  Given,
  ListOptions,
  RunOptions,
  SandboxConstructorOptions,
  SandboxOptions,
} from "./options.js";
export type { PortMapping, S3Mount } from "./ports.js";
export { type ExplicitOptions, resolveSandboxOptions, type SandboxConfig } from "./resolve.js";
export {
  readResources,
  type ResourceAmounts,
  type ResourceGpuInput,
  type ResourceInput,
  type ResourceOptions,
} from "./resources.js";
export { SandboxDefaults, type SandboxDefaultsOptions, toSandboxDefaults } from "./sandbox-defaults.js";
export type { Secret, SecretInput } from "./secrets.js";
export { type Environment, resolveServerAddress, type ServerAddress } from "./server-address.js";
export { isTerminalStatus, parseSandboxStatus, SandboxStatus } from "./status.js";
