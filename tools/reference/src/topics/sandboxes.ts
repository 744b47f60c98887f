/**
 * Create, find, wait for, stop and delete them, and what they are made of.
 * @module
 */
export {
  type AttachOptions,
  type CallOptions,
  type CompletionOptions,
  type DeleteOptions,
  type ExecStats,
  type ExposedPort,
  type ListOptions,
  type ReportedGpu,
  type RunOptions,
  Sandbox,
  type SandboxCallback,
  type SandboxConstructorOptions,
  type SandboxOptions,
  type SandboxProperties,
  SandboxStatus,
  type SignalOptions,
  type StopOptions,
  type UseOptions,
} from "cwsandbox";
