import type { AuthConfig, Given } from "../config/index.js";
import type { ServiceVisibility } from "../transport/index.js";

/** What every look-up takes. */
export interface DiscoveryOptions {
  /** Credentials. Default: those of `setAuthMode()`, else `CWSANDBOX_API_KEY`, else none. */
  readonly auth?: Given<AuthConfig>;
  /** Gives up; the call rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Which runners `listRunners()` gives; all filters must hold. */
export interface ListRunnersOptions extends DiscoveryOptions {
  /** Only runners of this group. */
  readonly runnerGroupId?: Given<string>;
  /** Only runners that offer this profile. */
  readonly profileName?: Given<string>;
  /** Only runners with this model of graphics processor. */
  readonly gpuType?: Given<string>;
  /** Only runners of this architecture, such as `amd64`. */
  readonly architecture?: Given<string>;
  /** Only runners that take sandboxes now. Default: false. */
  readonly healthyOnly?: Given<boolean>;
  /** Only runners where ports of sandboxes can be made visible like this. */
  readonly serviceVisibility?: Given<ServiceVisibility>;
  /** Only runners with at least this much free, in thousandths of a processor. */
  readonly minAvailableCpuMillicores?: Given<number>;
  /** Only runners with at least this much free memory. */
  readonly minAvailableMemoryBytes?: Given<number>;
  /** Only runners with at least this many free graphics processors. */
  readonly minAvailableGpuCount?: Given<number>;
  /** Only runners with a profile whose sandboxes can be reached like this. */
  readonly serviceExposureMode?: Given<string>;
  /** Only runners with a profile whose sandboxes can reach this. */
  readonly egressMode?: Given<string>;
  /** Whether to ask for what is free. Default: only when a `min…` filter needs it. */
  readonly includeResources?: Given<boolean>;
}

/** What `getRunner()` takes. */
export interface GetRunnerOptions extends DiscoveryOptions {
  /** Owner of the runner. Default: whichever has it; needed when several organisations use the same id. */
  readonly organizationId?: Given<string>;
}

/** Which profiles `listProfiles()` gives; all filters must hold. */
export interface ListProfilesOptions extends DiscoveryOptions {
  /** Only profiles with this model of graphics processor. */
  readonly gpuType?: Given<string>;
  /** Only profiles of this architecture, such as `amd64`. */
  readonly architecture?: Given<string>;
  /** Only profiles of this runner. */
  readonly runnerId?: Given<string>;
  /** Only profiles whose sandboxes can be reached like this. */
  readonly serviceExposureMode?: Given<string>;
  /** Only profiles whose sandboxes can reach this. */
  readonly egressMode?: Given<string>;
}

/** What `getProfile()` takes. */
export interface GetProfileOptions extends DiscoveryOptions {
  /** Only if this runner offers it. Default: any runner. */
  readonly runnerId?: Given<string>;
}

const OPTION_KEYS = ["auth", "signal"] as const;

/** Names of the options, for refusing others. */
export const LIST_RUNNERS_KEYS = [
  ...OPTION_KEYS,
  "runnerGroupId",
  "profileName",
  "gpuType",
  "architecture",
  "healthyOnly",
  "serviceVisibility",
  "minAvailableCpuMillicores",
  "minAvailableMemoryBytes",
  "minAvailableGpuCount",
  "serviceExposureMode",
  "egressMode",
  "includeResources",
] as const satisfies readonly (keyof ListRunnersOptions)[];
export const GET_RUNNER_KEYS = [
  ...OPTION_KEYS,
  "organizationId",
] as const satisfies readonly (keyof GetRunnerOptions)[];
export const LIST_PROFILES_KEYS = [
  ...OPTION_KEYS,
  "gpuType",
  "architecture",
  "runnerId",
  "serviceExposureMode",
  "egressMode",
] as const satisfies readonly (keyof ListProfilesOptions)[];
export const GET_PROFILE_KEYS = [
  ...OPTION_KEYS,
  "runnerId",
] as const satisfies readonly (keyof GetProfileOptions)[];
