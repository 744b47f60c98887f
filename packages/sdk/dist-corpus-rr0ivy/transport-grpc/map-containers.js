import { MAIN_CONTAINER_NAME } from "@cwsandbox/wire";
/** The containers of a sandbox: those the caller described, else the ordinary single one with this image. */
export function toContainers(config, image) {
    if (config.containers !== undefined)
        return config.containers.map(toContainer);
    const single = { ...config, name: MAIN_CONTAINER_NAME, image, primary: false, volumeMounts: [] };
    return [toContainer(single)];
}
function toContainer(container) {
    return {
        name: container.name,
        image: container.image,
        command: container.command,
        args: [...container.args],
        environmentVariables: { ...container.environmentVariables },
        files: container.mountedFiles.map(({ path, content }) => ({ path, content })),
        volumeMounts: container.volumeMounts.map(toVolumeMount),
        secretStores: toSecretStores(container.secrets),
        workingDir: container.workingDir ?? "",
        resourceRequirements: toRequirements(container.resources),
        securityContext: toSecurityContext(container.securityContext),
        imagePullCredentials: toImagePullCredentials(container.imagePullCredentials),
        // Only ever marked, never unmarked: older servers know the primary container by other means.
        ...(container.primary ? { primary: true } : {}),
    };
}
function toVolumeMount({ volume, mountPath, readOnly = false, subPath = "" }) {
    return { volume, mountPath, readOnly, subPath };
}
/** Grouped by store, in the order in which the stores first appear. */
function toSecretStores(secrets) {
    const stores = new Map();
    for (const { store, name, field, envVar } of secrets) {
        const mappings = stores.get(store) ?? [];
        mappings.push({ path: name, field, envVar });
        stores.set(store, mappings);
    }
    return [...stores].map(([storeName, mappings]) => ({ storeName, secrets: mappings }));
}
function toRequirements(resources) {
    if (resources === undefined)
        return undefined;
    return {
        requests: toResources(resources.requests, resources.gpu),
        limits: toResources(resources.limits, resources.gpu),
    };
}
function toResources(amounts, gpu) {
    return { cpu: amounts?.cpu ?? "", memory: amounts?.memory ?? "", gpu: toGpu(gpu) };
}
function toGpu(gpu) {
    if (gpu === undefined)
        return undefined;
    return { count: BigInt(gpu.count ?? 1), selector: toGpuSelector(gpu) };
}
function toGpuSelector(gpu) {
    if (gpu.type !== undefined)
        return { $case: "type", value: gpu.type };
    if (gpu.memoryGb !== undefined)
        return { $case: "memoryGb", value: BigInt(gpu.memoryGb) };
    return undefined;
}
function toSecurityContext(context) {
    if (context === undefined)
        return undefined;
    const { capabilitiesAdd, capabilitiesDrop, seccompProfile = "", ...rest } = context;
    return {
        ...rest,
        seccompProfile,
        capabilitiesAdd: [...(capabilitiesAdd ?? [])],
        capabilitiesDrop: [...(capabilitiesDrop ?? [])],
    };
}
function toImagePullCredentials(credentials) {
    if (credentials === undefined)
        return undefined;
    const { registry, store, name, field = "" } = credentials;
    return { registry, credentials: { storeName: store, path: name, field } };
}
//# sourceMappingURL=map-containers.js.map