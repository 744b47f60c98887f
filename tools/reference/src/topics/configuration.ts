/**
 * Defaults, resources, places, containers, secrets, mounted files and credentials.
 * @module
 */
export {
  type AuthCallback,
  type AuthHeaders,
  type Container,
  type DataPlaneMode,
  type Given,
  type GpuInput,
  type GpuOptions,
  type MountedFile,
  type MountedFilesInput,
  type ImagePullCredentials,
  type ObjectStorageAccess,
  type PlacementMode,
  type PlacementSpillover,
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
  type SecurityContext,
  setAuthMode,
  type VolumeMount,
  VERSION,
} from "cwsandbox";
