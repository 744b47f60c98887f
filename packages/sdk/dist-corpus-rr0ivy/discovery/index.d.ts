export type { EgressMode, Profile, RunnerResources, ServiceExposureMode, ServiceVisibility, } from "../transport/index.js";
export { formatBytes, formatCpu } from "./format.js";
export type { DiscoveryOptions, GetProfileOptions, GetRunnerOptions, ListProfilesOptions, ListRunnersOptions, } from "./options.js";
export { getProfile, listProfiles } from "./profiles.js";
export { getRunner, listRunners, type Runner } from "./runners.js";
//# sourceMappingURL=index.d.ts.map