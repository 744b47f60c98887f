/**
 * The machines that can run sandboxes, what is free on them, and the profiles that they offer.
 * @module
 */
export {
  type DiscoveryOptions,
  type EgressMode,
  formatBytes,
  formatCpu,
  getProfile,
  type GetProfileOptions,
  getRunner,
  type GetRunnerOptions,
  listProfiles,
  type ListProfilesOptions,
  listRunners,
  type ListRunnersOptions,
  type Profile,
  type Runner,
  type RunnerResources,
  type ServiceExposureMode,
  type ServiceVisibility,
} from "cwsandbox";
