import { type ext, v1 } from "@cwsandbox/wire";
import type { ObjectStorageAccess } from "../config/index.js";
import type { CreateRequest } from "../transport/index.js";
import { toContainers } from "./map-containers.js";
import { toNetwork, toServices, unmappedModes } from "./map-network.js";

type Partial<Message> = v1.DeepPartial<Message>;

const MODES = {
  unspecified: v1.SandboxMode.SANDBOX_MODE_UNSPECIFIED,
  serverless: v1.SandboxMode.SANDBOX_MODE_SERVERLESS,
  cks: v1.SandboxMode.SANDBOX_MODE_CKS,
} as const;

const PERMISSIONS = {
  unspecified: v1.ObjectStoragePermission.OBJECT_STORAGE_PERMISSION_UNSPECIFIED,
  read: v1.ObjectStoragePermission.OBJECT_STORAGE_PERMISSION_READ,
  read_write: v1.ObjectStoragePermission.OBJECT_STORAGE_PERMISSION_READ_WRITE,
} as const;

/** The request in the shared contract. Options it cannot carry are left to {@link toCreateOptions}. */
export function toCreateRequest(request: CreateRequest): Partial<v1.CreateSandboxRequest> {
  return { requestId: request.requestId, sandbox: { spec: toSpec(request) } };
}

function toSpec({ config, image, placement }: CreateRequest): Partial<v1.SandboxSpec> {
  return {
    containers: toContainers(config, image),
    services: toServices(config),
    network: toNetwork(config.network),
    tags: [...config.tags],
    annotations: { ...config.annotations },
    maxLifetimeSeconds: Math.ceil(config.maxLifetimeSeconds ?? 0),
    runnerIds: [...placement.runnerIds],
    mode: MODES[placement.mode],
    runtimeClass: config.runtimeClass ?? "",
    objectStorageAccess: toObjectStorageAccess(config.objectStorageAccess),
  };
}

function toObjectStorageAccess(
  access: ObjectStorageAccess | undefined,
): Partial<v1.ObjectStorageAccess> | undefined {
  if (access === undefined) return undefined;
  const { buckets, permission = "unspecified", objectPrefix = "" } = access;
  return { buckets: [...buckets], permission: PERMISSIONS[permission], objectPrefix };
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
