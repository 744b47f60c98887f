export { type RemoteOptions } from "./remote.js";
export { attachCore } from "./attach.js";
export { SandboxCore, type SandboxOwner } from "./core.js";
export type { ExecOptions } from "./exec.js";
export type { ExecStats } from "./exec-stats.js";
export type { FileOptions } from "./file-call.js";
export { callFunction, offersCalls } from "./function-call.js";
export { listCores } from "./list.js";
export {
  type DownloadOptions,
  type ListFilesOptions,
  type RemoveFileOptions,
  SandboxFiles,
  type TransferProgress,
  type UploadOptions,
  type WatchFilesOptions,
} from "./files/index.js";
export {
  type CompletionOptions,
  type DeleteOptions,
  Sandbox,
  type SandboxCallback,
  type SignalOptions,
  type UseOptions,
} from "./sandbox.js";
export { coreOf, SandboxProperties } from "./sandbox-properties.js";
export type {
  ExposedPort,
  HttpsEndpointStatus,
  ServiceUrl,
  TlsPassthroughEndpointStatus,
} from "./service-views.js";
export type { SessionDefaults, SessionOptions } from "./session-defaults.js";
export { provideSessions } from "./session-factory.js";
export type { ShellOptions } from "./shell.js";
export { type StopOptions, stopSandbox } from "./stop.js";
export type { ByteSource } from "./write-file-streaming.js";
export type { LogOptions } from "./stream-logs.js";
