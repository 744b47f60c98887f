import { type ext, MAIN_CONTAINER_NAME, v1 } from "@cwsandbox/wire";
import type { GpuOptions, ResourceAmounts, ResourceOptions, SandboxConfig, Secret } from "../config/index.js";
import type { CreateRequest } from "../transport/index.js";
import { toServices, networkRules, unmappedModes } from "./map-network.js";

type Partial<Message> = v1.DeepPartial<Message>;

/** The request in the shared contract. Options it cannot carry are left to {@link toCreateOptions}. */
export function toCreateRequest(request: CreateRequest): Partial<v1.CreateSandboxRequest> {
  return { requestId: request.requestId, sandbox: { spec: toSpec(request) } };
}

function toSpec({ config, image }: CreateRequest): Partial<v1.SandboxSpec> {
  const runnerIds = config.runnerIds ?? [];
  return {
    containers: [toContainer(config, image)],
    services: toServices(config),
    network: networkRules(config.network),
    tags: [...config.tags],
    annotations: { ...config.annotations },
    maxLifetimeSeconds: Math.ceil(config.maxLifetimeSeconds ?? 0),
    runnerIds: [...runnerIds],
    // Naming runners is only possible in the caller's own cluster.
    mode: runnerIds.length > 0 ? v1.SandboxMode.SANDBOX_MODE_CKS : v1.SandboxMode.SANDBOX_MODE_UNSPECIFIED,
  };
}

function toContainer(config: SandboxConfig, image: string): Partial<v1.Container> {
  return {
    name: MAIN_CONTAINER_NAME,
    image,
    command: config.command,
    args: [...config.args],
    environmentVariables: { ...config.environmentVariables },
    files: config.mountedFiles.map(({ path, content }) => ({ path, content })),
    secretStores: toSecretStores(config.secrets),
    resourceRequirements: toRequirements(config.resources),
  };
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

/** What the shared contract cannot carry, and the names of the options it comes from; empty when nothing does. */
export interface ExtensionOptions {
  readonly options: ext.DeepPartial<ext.CreateOptions>;
  /** Options of the user, for a refusal by name. */
  readonly names: readonly string[];
}

/** Collects the options that need the extension. */
export function toCreateOptions({ config, leaseId }: CreateRequest): ExtensionOptions {
  const modes = unmappedModes(config.network);
  const given: Readonly<Record<string, boolean>> = {
    profileIds: (config.profileIds ?? []).length > 0,
    profileNames: (config.profileNames ?? []).length > 0,
    s3Mount: config.s3Mount !== undefined,
    maxTimeoutSeconds: config.maxTimeoutSeconds !== undefined,
    "network.ingressMode": modes.ingressMode !== "",
    "network.egressMode": modes.egressMode !== "",
  };
  return {
    names: Object.keys(given).filter((name) => given[name] === true),
    options: {
      ...modes,
      leaseId: leaseId ?? "",
      profileIds: [...(config.profileIds ?? [])],
      profileNames: [...(config.profileNames ?? [])],
      s3Mount: config.s3Mount,
      maxTimeoutSeconds: config.maxTimeoutSeconds ?? 0,
    },
  };
}
