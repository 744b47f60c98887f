export { type AuthCallback, type AuthHeaders, setAuthMode } from "./auth/index.js";
export { disableSignalHandlers } from "./cleanup/index.js";
export {
  type CallOptions,
  type FunctionOptions,
  type GpuInput,
  type GpuOptions,
  type ListOptions,
  type MountedFile,
  type MountedFilesInput,
  type NetworkOptions,
  type PortMapping,
  type ResourceAmounts,
  type ResourceInput,
  type ResourceOptions,
  type RunOptions,
  type S3Mount,
  SandboxDefaults,
  type SandboxDefaultsOptions,
  type SandboxConstructorOptions,
  type SandboxOptions,
  SandboxStatus,
  type Secret,
  type SecretInput,
} from "./config/index.js";
export {
  AsyncFunctionError,
  CWSandboxAuthenticationError,
  CWSandboxError,
  type CWSandboxErrorCode,
  CWSandboxValidationError,
  DiscoveryError,
  type FieldViolation,
  FunctionError,
  FunctionSerializationError,
  OperationCancelledError,
  OperationTimeoutError,
  ProfileNotFoundError,
  RunnerNotFoundError,
  SandboxCommandTimeoutError,
  SandboxError,
  SandboxExecutionError,
  SandboxFailedError,
  SandboxFileError,
  SandboxNotFoundError,
  SandboxNotRunningError,
  SandboxProtocolError,
  SandboxRequestTimeoutError,
  SandboxResourceExhaustedError,
  SandboxStreamBackpressureError,
  SandboxStreamTruncatedError,
  SandboxTerminalStateUnavailableError,
  SandboxTerminatedError,
  SandboxTimeoutError,
  SandboxUnavailableError,
  SandboxValidationError,
} from "./errors/index.js";
export type {
  FunctionDecorator,
  FunctionFactory,
  RemoteFunction,
  RemoteFunctionOptions,
} from "./functions/index.js";
export { OperationRef, results, wait, type Waitable } from "./handles/index.js";
export {
  type ImageArchiveFormat,
  type ImageOptions,
  importImage,
  type ImportImageOptions,
  listImages,
  removeImage,
  type StoredImage,
} from "./images/index.js";
export {
  type CompletionOptions,
  type DeleteOptions,
  type ExecOptions,
  type ExecStats,
  type ExposedPort,
  type FileOptions,
  type LogOptions,
  Sandbox,
  type SessionDefaults,
  type ShellOptions,
  type SignalOptions,
  type StopOptions,
} from "./sandbox/index.js";
export {
  type EmbeddedServerStatus,
  getEmbeddedServerStatus,
  type RunningServer,
  stopEmbeddedServer,
} from "./server-control/index.js";
export { Session, type SessionAttachOptions, type SessionListOptions } from "./session/index.js";
export {
  Process,
  type ProcessResult,
  StreamReader,
  StreamWriter,
  type TerminalResult,
  TerminalSession,
} from "./streams/index.js";
export { Serialization } from "./values/index.js";
export { VERSION } from "./version.js";
