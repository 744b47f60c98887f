export { DiscoveryError, DiscoveryValidationError, ProfileNotFoundError, RunnerNotFoundError, } from "./discovery.js";
export { SandboxExecutionError, SandboxFileError, SandboxStreamBackpressureError, SandboxStreamTruncatedError, } from "./execution.js";
export { AsyncFunctionError, FunctionError, FunctionSerializationError } from "./functions.js";
export { OperationCancelledError, OperationTimeoutError } from "./operation.js";
export { callFailureOf, CWSandboxAuthenticationError, CWSandboxError } from "./root.js";
export { SandboxError, SandboxFailedError, SandboxNotFoundError, SandboxNotRunningError, SandboxProtocolError, SandboxResourceExhaustedError, SandboxTerminalStateUnavailableError, SandboxTerminatedError, SandboxUnavailableError, } from "./sandbox.js";
export { SandboxCommandTimeoutError, SandboxRequestTimeoutError, SandboxTimeoutError } from "./timeout.js";
export { CWSandboxValidationError, SandboxValidationError, } from "./validation.js";
//# sourceMappingURL=index.js.map