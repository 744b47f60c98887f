import { v1, v1Discovery } from "@cwsandbox/wire";
const PAGE_SIZE = 100;
const VISIBILITIES = new Map([
    ["public", v1.Visibility.VISIBILITY_PUBLIC],
    ["private", v1.Visibility.VISIBILITY_PRIVATE],
    ["custom", v1.Visibility.VISIBILITY_CUSTOM],
]);
const { RUNNER_VIEW_BASIC, RUNNER_VIEW_FULL } = v1Discovery.RunnerView;
/** The request for one page; profiles are not part of this version of the contract. */
export function toRunnersRequest(request, pageToken) {
    const { serviceVisibility, includeResources, ...filters } = request;
    const visibility = serviceVisibility === undefined ? undefined : VISIBILITIES.get(serviceVisibility);
    return {
        ...filters,
        pageSize: PAGE_SIZE,
        pageToken,
        view: includeResources ? RUNNER_VIEW_FULL : RUNNER_VIEW_BASIC,
        serviceVisibility: visibility ?? v1.Visibility.VISIBILITY_UNSPECIFIED,
    };
}
/** A runner as the server describes it, frozen. Absent limits count as zero. */
export function toRunner(runner) {
    const limits = runner.capabilities ?? v1Discovery.RunnerCapabilitySummary.create();
    return Object.freeze({
        runnerId: runner.runnerId,
        runnerGroupId: runner.runnerGroupId,
        organizationId: runner.organizationId,
        tags: Object.freeze([...runner.tags]),
        healthy: runner.healthy,
        isShared: runner.isShared,
        connectedAt: runner.connectedAt ?? null,
        maxCpuMillicores: Number(limits.maxCpuMillicores),
        maxMemoryBytes: Number(limits.maxMemoryBytes),
        maxGpuCount: Number(limits.maxGpuCount),
        supportedGpuTypes: Object.freeze([...limits.supportedGpuTypes]),
        supportedArchitectures: Object.freeze([...limits.supportedArchitectures]),
        supportsPrivileged: limits.supportsPrivileged,
        availableStorageClasses: Object.freeze([...limits.availableStorageClasses]),
        supportedServiceVisibilities: toVisibilities(limits.supportedServiceVisibilities),
        resources: toResources(runner.resources),
    });
}
function toResources(resources) {
    if (resources === undefined)
        return null;
    return Object.freeze({
        availableCpuMillicores: Number(resources.availableCpuMillicores),
        availableMemoryBytes: Number(resources.availableMemoryBytes),
        availableGpuCount: Number(resources.availableGpuCount),
        runningSandboxes: resources.runningSandboxes,
    });
}
/** Numbers of a newer release are left out: nothing could be asked for by them. */
function toVisibilities(offered) {
    const known = [...VISIBILITIES].filter(([, visibility]) => offered.includes(visibility));
    return Object.freeze(known.map(([name]) => name));
}
/** A profile as the server describes it, frozen. */
export function toProfile(profile) {
    return Object.freeze({
        profileName: profile.profileName,
        runnerId: profile.runnerId,
        supportedGpuTypes: Object.freeze([...profile.supportedGpuTypes]),
        supportedArchitectures: Object.freeze([...profile.supportedArchitectures]),
        serviceExposureModes: named(profile.serviceExposureModes),
        egressModes: named(profile.egressModes),
    });
}
function named(names) {
    return Object.freeze(names.map((name) => Object.freeze({ name })));
}
//# sourceMappingURL=map-discovery.js.map