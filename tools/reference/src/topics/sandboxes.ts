/**
 * Create, find, wait for, stop and delete them, and what they are made of.
 * @module
 */
export {
  type AttachOptions,
  type CallOptions,
  type CompletionOptions,
  type ContainerStatus,
  type DeleteOptions,
  type ExecStats,
  type ListOptions,
  type ReportedContainer,
  type ReportedGpu,
  type RunOptions,
  Sandbox,
  type SandboxCallback,
  type SandboxControl,
  type SandboxConstructorOptions,
  type SandboxOptions,
  type SandboxProperties,
  SandboxStatus,
  type SignalOptions,
  type StopOptions,
  type UseOptions,
} from "cwsandbox";
