const OPTION_KEYS = ["signal"];
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
];
export const GET_RUNNER_KEYS = [
    ...OPTION_KEYS,
    "organizationId",
];
export const LIST_PROFILES_KEYS = [
    ...OPTION_KEYS,
    "gpuType",
    "architecture",
    "runnerId",
    "serviceExposureMode",
    "egressMode",
];
export const GET_PROFILE_KEYS = [
    ...OPTION_KEYS,
    "runnerId",
];
//# sourceMappingURL=options.js.map