import { MAIN_CONTAINER_NAME, type v1 } from "@cwsandbox/wire";
import type {
  ContainerConfig,
  GpuOptions,
  ImagePullCredentials,
  ResourceAmounts,
  ResourceOptions,
  SandboxConfig,
  Secret,
  SecurityContext,
  VolumeMount,
} from "../config/index.js";

type Partial<Message> = v1.DeepPartial<Message>;

/** The containers of a sandbox: those the caller described, else the ordinary single one with this image. */
export function toContainers(config: SandboxConfig, image: string): Partial<v1.Container>[] {
  if (config.containers !== undefined) return config.containers.map(toContainer);
  const single = { ...config, name: MAIN_CONTAINER_NAME, image, primary: false, volumeMounts: [] };
  return [toContainer(single)];
}

function toContainer(container: ContainerConfig): Partial<v1.Container> {
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

function toVolumeMount({ volume, mountPath, readOnly = false, subPath = "" }: VolumeMount): v1.VolumeMount {
  return { volume, mountPath, readOnly, subPath };
}

/** Grouped by store, in the order in which the stores first appear. */
function toSecretStores(secrets: readonly Secret[]): Partial<v1.SecretStoreReference>[] {
  const stores = new Map<string, Partial<v1.SecretMapping>[]>();
  for (const { store, name, field, envVar } of secrets) {
    const mappings = stores.get(store) ?? [];
    mappings.push({ path: name, field, envVar });
    stores.set(store, mappings);
  }
  return [...stores].map(([storeName, mappings]) => ({ storeName, secrets: mappings }));
}

function toRequirements(
  resources: ResourceOptions | undefined,
): Partial<v1.ResourceRequirements> | undefined {
  if (resources === undefined) return undefined;
  return {
    requests: toResources(resources.requests, resources.gpu),
    limits: toResources(resources.limits, resources.gpu),
  };
}

function toResources(
  amounts: ResourceAmounts | undefined,
  gpu: GpuOptions | undefined,
): Partial<v1.Resources> {
  return { cpu: amounts?.cpu ?? "", memory: amounts?.memory ?? "", gpu: toGpu(gpu) };
}

function toGpu(gpu: GpuOptions | undefined): Partial<v1.Gpu> | undefined {
  if (gpu === undefined) return undefined;
  return { count: BigInt(gpu.count ?? 1), selector: toGpuSelector(gpu) };
}

function toGpuSelector(gpu: GpuOptions): v1.Gpu["selector"] {
  if (gpu.type !== undefined) return { $case: "type", value: gpu.type };
  if (gpu.memoryGb !== undefined) return { $case: "memoryGb", value: BigInt(gpu.memoryGb) };
  return undefined;
}

function toSecurityContext(context: SecurityContext | undefined): Partial<v1.SecurityContext> | undefined {
  if (context === undefined) return undefined;
  const { capabilitiesAdd, capabilitiesDrop, seccompProfile = "", ...rest } = context;
  return {
    ...rest,
    seccompProfile,
    capabilitiesAdd: [...(capabilitiesAdd ?? [])],
    capabilitiesDrop: [...(capabilitiesDrop ?? [])],
  };
}

function toImagePullCredentials(
  credentials: ImagePullCredentials | undefined,
): Partial<v1.ImagePullCredentials> | undefined {
  if (credentials === undefined) return undefined;
  const { registry, store, name, field = "" } = credentials;
  return { registry, credentials: { storeName: store, path: name, field } };
}
