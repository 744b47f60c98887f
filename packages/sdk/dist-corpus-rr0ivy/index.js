/// <reference lib="esnext.disposable" preserve="true" />
/// <reference types="node" preserve="true" />
export { setAuthMode } from "./auth/index.js";
export { disableSignalHandlers } from "./cleanup/index.js";
export { SandboxDefaults, SandboxStatus, } from "./config/index.js";
export { formatBytes, formatCpu, getProfile, getRunner, listProfiles, listRunners, } from "./discovery/index.js";
export { AsyncFunctionError, CWSandboxAuthenticationError, CWSandboxError, CWSandboxValidationError, DiscoveryError, DiscoveryValidationError, FunctionError, FunctionSerializationError, OperationCancelledError, OperationTimeoutError, ProfileNotFoundError, RunnerNotFoundError, SandboxCommandTimeoutError, SandboxError, SandboxExecutionError, SandboxFailedError, SandboxFileError, SandboxNotFoundError, SandboxNotRunningError, SandboxProtocolError, SandboxRequestTimeoutError, SandboxResourceExhaustedError, SandboxStreamBackpressureError, SandboxStreamTruncatedError, SandboxTerminalStateUnavailableError, SandboxTerminatedError, SandboxTimeoutError, SandboxUnavailableError, SandboxValidationError, } from "./errors/index.js";
export { terminalProgress, } from "./functions/index.js";
export { OperationRef, results, wait } from "./handles/index.js";
export { importImage, listImages, removeImage, } from "./images/index.js";
export { createOpenTelemetryReporter, createWandbReporter, setWandbRun, } from "./metrics/index.js";
export { Sandbox, SandboxFiles, SandboxProperties, } from "./sandbox/index.js";
export { getEmbeddedServerStatus, stopEmbeddedServer, } from "./server-control/index.js";
export { Session, } from "./session/index.js";
export { Process, StreamReader, StreamWriter, TerminalSession, } from "./streams/index.js";
export { Serialization } from "./values/index.js";
export { splitWords } from "./words/index.js";
export { VERSION } from "./version.js";
//# sourceMappingURL=index.js.map