export type { CallFailure } from "./call-failure.js";
export type { CWSandboxErrorCode } from "./codes.js";
export { DiscoveryError, DiscoveryValidationError, ProfileNotFoundError, type ProfileNotFoundErrorDetails, RunnerNotFoundError, type RunnerNotFoundErrorDetails, } from "./discovery.js";
export { SandboxExecutionError, type SandboxExecutionErrorDetails, SandboxFileError, type SandboxFileErrorDetails, SandboxStreamBackpressureError, SandboxStreamTruncatedError, } from "./execution.js";
export { AsyncFunctionError, FunctionError, FunctionSerializationError } from "./functions.js";
export { OperationCancelledError, OperationTimeoutError } from "./operation.js";
export type { ProcessResult } from "./process-result.js";
export { callFailureOf, CWSandboxAuthenticationError, CWSandboxError, type ErrorDetails } from "./root.js";
export { SandboxError, SandboxFailedError, type SandboxFailedErrorDetails, SandboxNotFoundError, type SandboxNotFoundErrorDetails, SandboxNotRunningError, SandboxProtocolError, SandboxResourceExhaustedError, SandboxTerminalStateUnavailableError, SandboxTerminatedError, SandboxUnavailableError, } from "./sandbox.js";
export { SandboxCommandTimeoutError, SandboxRequestTimeoutError, SandboxTimeoutError } from "./timeout.js";
export { CWSandboxValidationError, type FieldViolation, SandboxValidationError, type ValidationErrorDetails, } from "./validation.js";
//# sourceMappingURL=index.d.ts.map