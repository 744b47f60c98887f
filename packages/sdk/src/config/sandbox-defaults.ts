import type { AuthConfig } from "./auth.js";
import { checkKnownKeys, isAbsent, isRecord, refusal, show, textMap, optionalTextList } from "./check.js";
import type { SecurityContext } from "./container-parts.js";
import type { ContainerConfig } from "./containers.js";
import type { CheckedNetworkOptions } from "./network.js";
import { type DataPlaneMode, refuseUnsupported } from "./not-supported.js";
import type { ObjectStorageAccess } from "./object-storage.js";
import { DEFAULTS_OPTION_KEYS, type SandboxDefaultsOptions } from "./defaults-options.js";
import type { Given } from "./given.js";
import type { PlacementMode, PlacementSpillover } from "./placement.js";
import { type DefaultsFields, readDefaults } from "./read-defaults.js";
import type { ResourceOptions } from "./resources.js";
import type { Secret } from "./secrets.js";
import type { Service } from "./services.js";

/** Configuration that many sandboxes share. Immutable: all members are frozen copies. */
export class SandboxDefaults implements DefaultsFields {
  readonly auth: AuthConfig | undefined;
  /** Image of every sandbox, or undefined for the server's own. */
  readonly containerImage: string | undefined;
  /** Executable of the main process. */
  readonly command: string;
  /** Arguments of the main process. */
  readonly args: readonly string[];
  /** Address of the server. */
  readonly baseUrl: string | undefined;
  /** Limit in seconds of most calls. */
  readonly requestTimeoutSeconds: number;
  /** Seconds for retrying failed status polls. */
  readonly pollRetryBudgetSeconds: number;
  /** Limit in seconds of one status poll. */
  readonly pollRpcTimeoutSeconds: number;
  /** Seconds after which the server ends a sandbox, or undefined for the server's own limit. */
  readonly maxLifetimeSeconds: number | undefined;
  /** Directory for the files of remote functions. */
  readonly tempDir: string;
  /** Labels that every sandbox carries. */
  readonly tags: readonly string[];
  /** Profile ids, or undefined for no restriction. */
  readonly profileIds: readonly string[] | undefined;
  /** Profile names, or undefined for no restriction. */
  readonly profileNames: readonly string[] | undefined;
  /** Runner ids, or undefined for no restriction. */
  readonly runnerIds: readonly string[] | undefined;
  /** Processor, memory and graphics processors, with both sides filled. */
  readonly resources: ResourceOptions | undefined;
  /** Reachability, or undefined for the server's default. */
  readonly network: CheckedNetworkOptions | undefined;
  /** Values that the server puts into environment variables. */
  readonly secrets: readonly Secret[];
  /** Settings that are no secrets. */
  readonly environmentVariables: Readonly<Record<string, string>>;
  /** Notes for the platform. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Seconds for repeating a create that found no room. */
  readonly createRetryBudgetSeconds: number;
  /** Pool to run in, or undefined for the server's choice. */
  readonly placementMode: PlacementMode | undefined;
  /** Whether a create that finds no place is tried once more in the other pool. */
  readonly placementSpillover: PlacementSpillover;
  /** Ports and who may reach them. */
  readonly services: readonly Service[];
  /** Runtime class of the platform, or undefined for the server's. */
  readonly runtimeClass: string | undefined;
  /** Privileges, or undefined for the server's. */
  readonly securityContext: SecurityContext | undefined;
  /** Directory the main process starts in, or undefined for the image's. */
  readonly workingDir: string | undefined;
  /** Buckets that sandboxes may use, or undefined for none. */
  readonly objectStorageAccess: ObjectStorageAccess | undefined;
  /** Containers of every sandbox, or undefined for the single one that the other options describe. */
  readonly containers: readonly ContainerConfig[] | undefined;
  /** How commands and files reach a sandbox. */
  readonly dataPlaneMode: DataPlaneMode;

  /** @throws CWSandboxValidationError for an unknown option or a value that can never work. */
  constructor(options: SandboxDefaultsOptions = {}) {
    refuseUnsupported(options);
    checkKnownKeys(options, DEFAULTS_OPTION_KEYS, "SandboxDefaults");
    const fields = readDefaults({ ...options });
    this.auth = fields.auth;
    this.containerImage = fields.containerImage;
    this.command = fields.command;
    this.args = fields.args;
    this.baseUrl = fields.baseUrl;
    this.requestTimeoutSeconds = fields.requestTimeoutSeconds;
    this.pollRetryBudgetSeconds = fields.pollRetryBudgetSeconds;
    this.pollRpcTimeoutSeconds = fields.pollRpcTimeoutSeconds;
    this.maxLifetimeSeconds = fields.maxLifetimeSeconds;
    this.tempDir = fields.tempDir;
    this.tags = fields.tags;
    this.profileIds = fields.profileIds;
    this.profileNames = fields.profileNames;
    this.runnerIds = fields.runnerIds;
    this.resources = fields.resources;
    this.network = fields.network;
    this.secrets = fields.secrets;
    this.environmentVariables = fields.environmentVariables;
    this.annotations = fields.annotations;
    this.createRetryBudgetSeconds = fields.createRetryBudgetSeconds;
    this.placementMode = fields.placementMode;
    this.placementSpillover = fields.placementSpillover;
    this.services = fields.services;
    this.runtimeClass = fields.runtimeClass;
    this.securityContext = fields.securityContext;
    this.workingDir = fields.workingDir;
    this.objectStorageAccess = fields.objectStorageAccess;
    this.containers = fields.containers;
    this.dataPlaneMode = fields.dataPlaneMode;
    Object.freeze(this);
  }

  /**
   * Builds defaults from data, for example a configuration file: unknown keys are ignored, nulls leave the
   * built-in value.
   *
   * @throws CWSandboxValidationError when it is no object, or a value can never work.
   */
  static fromDict(mapping?: Given<Readonly<Record<string, unknown>>>): SandboxDefaults {
    if (isAbsent(mapping)) return new SandboxDefaults();
    if (!isRecord(mapping)) {
      throw refusal("defaults", `must be an object or SandboxDefaults, but is ${show(mapping)}.`);
    }
    refuseUnsupported(mapping);
    const known = Object.entries(mapping).filter(([key]) => DEFAULTS_OPTION_KEYS.includes(key));
    return new SandboxDefaults(readDefaults(Object.fromEntries(known)));
  }

  /** A new list: the defaults, then the extra tags. Nothing is removed. */
  mergeTags(extra?: Given<readonly string[]>): readonly string[] {
    return Object.freeze([...this.tags, ...(optionalTextList("tags", extra) ?? [])]);
  }

  /** A new map; extra values win. */
  mergeEnvironmentVariables(
    extra?: Given<Readonly<Record<string, string>>>,
  ): Readonly<Record<string, string>> {
    return Object.freeze({ ...this.environmentVariables, ...textMap("environmentVariables", extra) });
  }

  /** A new map; extra values win. */
  mergeAnnotations(extra?: Given<Readonly<Record<string, string>>>): Readonly<Record<string, string>> {
    return Object.freeze({ ...this.annotations, ...textMap("annotations", extra) });
  }

  /** New defaults with these members replaced, not merged. This object stays as it is. */
  withOverrides(changes: SandboxDefaultsOptions): SandboxDefaults {
    return new SandboxDefaults(Object.assign({}, this, changes));
  }
}

/** Takes what a session accepts as defaults: an instance, data, or nothing. */
export function toSandboxDefaults(
  given: Given<SandboxDefaults | SandboxDefaultsOptions | Readonly<Record<string, unknown>>>,
): SandboxDefaults {
  if (given instanceof SandboxDefaults) return given;
  return SandboxDefaults.fromDict(isAbsent(given) ? undefined : { ...asMapping(given) });
}

function asMapping(given: object): object {
  if (isRecord(given)) return given;
  throw refusal("defaults", `must be an object or SandboxDefaults, but is ${show(given)}.`);
}
