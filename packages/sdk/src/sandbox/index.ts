export { type RemoteOptions } from "./remote.js";
export { attachCore } from "./attach.js";
export { SandboxCore, type SandboxOwner } from "./core.js";
export type { ExecOptions } from "./exec.js";
export type { ExecStats } from "./exec-stats.js";
export type { FileOptions } from "./file-call.js";
export { listCores } from "./list.js";
export type { ExposedPort } from "./properties.js";
export {
  type CompletionOptions,
  coreOf,
  type DeleteOptions,
  Sandbox,
  type SignalOptions,
} from "./sandbox.js";
export type { SessionDefaults } from "./session-defaults.js";
export { provideSessions } from "./session-factory.js";
export type { ShellOptions } from "./shell.js";
export type { StopOptions } from "./stop.js";
export type { LogOptions } from "./stream-logs.js";
