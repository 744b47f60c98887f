/**
 * Defaults, resources, networks, secrets, mounted files and credentials.
 * @module
 */
export {
  type AuthCallback,
  type AuthHeaders,
  type Given,
  type GpuInput,
  type GpuOptions,
  type MountedFile,
  type MountedFilesInput,
  type NetworkOptions,
  type PortMapping,
  type ResourceAmounts,
  type ResourceGpuInput,
  type ResourceInput,
  type ResourceOptions,
  type S3Mount,
  SandboxDefaults,
  type SandboxDefaultsOptions,
  type Secret,
  type SecretInput,
  setAuthMode,
  VERSION,
} from "cwsandbox";
