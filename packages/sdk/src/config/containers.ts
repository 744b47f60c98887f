import {
  isAbsent,
  optionalFlag,
  optionalText,
  optionalTextList,
  readList,
  refusal,
  requiredRecord,
  requiredText,
  show,
  textMap,
} from "./check.js";
import {
  type ImagePullCredentials,
  readImagePullCredentials,
  readSecurityContext,
  readVolumeMount,
  readWorkingDir,
  type SecurityContext,
  type VolumeMount,
} from "./container-parts.js";
import { type MountedFileContent, type MountedFilesInput, readMountedFiles } from "./mounted-files.js";
import { readResources, type ResourceInput, type ResourceOptions } from "./resources.js";
import { mergeSecrets, readSecrets, type Secret, type SecretInput } from "./secrets.js";

/** One of the containers of a sandbox. */
export interface Container {
  /** A DNS label of at most 63 characters; required with several containers. */
  readonly name?: string | undefined;
  /** Its image. */
  readonly image: string;
  /** Executable. Default: the image's entry point. */
  readonly command?: string | undefined;
  /** Arguments of the executable or of the entry point. Default: none. */
  readonly args?: readonly string[] | undefined;
  /** Settings that are no secrets. */
  readonly environmentVariables?: Readonly<Record<string, string>> | undefined;
  /** Required with several containers; graphics processors only on the primary one. */
  readonly resources?: ResourceInput | undefined;
  /** Files that are there, read-only, when it starts. */
  readonly mountedFiles?: MountedFilesInput | undefined;
  /** Where volumes of the sandbox appear. */
  readonly volumeMounts?: readonly VolumeMount[] | undefined;
  /** Values that the server puts into environment variables. */
  readonly secrets?: readonly SecretInput[] | undefined;
  /** Absolute directory it starts in. Default: the image's. */
  readonly workingDir?: string | undefined;
  /** Privileges; only with a single container. */
  readonly securityContext?: SecurityContext | undefined;
  /** For an image in a private registry. */
  readonly imagePullCredentials?: ImagePullCredentials | undefined;
  /** Its end ends the sandbox, and commands go to it by default; exactly one of several. */
  readonly primary?: boolean | undefined;
}

/** A container after its check. */
export interface ContainerConfig {
  /** Empty leaves the choice to the server. */
  readonly name: string;
  /** Empty leaves the choice to the server. */
  readonly image: string;
  /** Empty for the image's entry point. */
  readonly command: string;
  readonly args: readonly string[];
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly resources: ResourceOptions | undefined;
  readonly mountedFiles: readonly MountedFileContent[];
  readonly volumeMounts: readonly VolumeMount[];
  readonly secrets: readonly Secret[];
  readonly workingDir: string | undefined;
  readonly securityContext: SecurityContext | undefined;
  readonly imagePullCredentials: ImagePullCredentials | undefined;
  readonly primary: boolean;
}

const KEYS = Object.keys({
  name: true,
  image: true,
  command: true,
  args: true,
  environmentVariables: true,
  resources: true,
  mountedFiles: true,
  volumeMounts: true,
  secrets: true,
  workingDir: true,
  securityContext: true,
  imagePullCredentials: true,
  primary: true,
} satisfies Record<keyof Container, true>);
const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Names that the platform itself uses. */
const RESERVED_NAMES: ReadonlySet<string> = new Set([
  "cw-object-store-agent",
  "cw-object-store-agent-restore",
  "cws-engine",
  "dns-egress",
  "dns-egress-probe",
]);
const RESERVED_PREFIX = "cw-object-store-agent-restore-";

/** Checks and copies; undefined when absent or empty. */
export function readContainers(value: unknown): readonly ContainerConfig[] | undefined {
  const containers = readList("containers", value, readContainer);
  if (containers.length === 0) return undefined;
  if (containers.length > 1) checkSeveral(containers);
  return containers;
}

function readContainer(field: string, value: unknown): ContainerConfig {
  const given = requiredRecord(field, value, KEYS);
  return Object.freeze({
    name: readName(`${field}.name`, given["name"]),
    image: requiredText(`${field}.image`, given["image"]),
    command: optionalText(`${field}.command`, given["command"]) ?? "",
    args: optionalTextList(`${field}.args`, given["args"]) ?? [],
    environmentVariables: textMap(`${field}.environmentVariables`, given["environmentVariables"]),
    resources: readResources(given["resources"]),
    mountedFiles: readMountedFiles(given["mountedFiles"]),
    volumeMounts: readList(`${field}.volumeMounts`, given["volumeMounts"], readVolumeMount),
    secrets: mergeSecrets([], readSecrets(given["secrets"])),
    workingDir: readWorkingDir(`${field}.workingDir`, given["workingDir"]),
    securityContext: readSecurityContext(`${field}.securityContext`, given["securityContext"]),
    imagePullCredentials: readImagePullCredentials(
      `${field}.imagePullCredentials`,
      given["imagePullCredentials"],
    ),
    primary: optionalFlag(`${field}.primary`, given["primary"]) ?? false,
  });
}

function readName(field: string, value: unknown): string {
  if (isAbsent(value) || value === "") return "";
  const name = requiredText(field, value);
  if (!DNS_LABEL.test(name)) {
    throw refusal(
      field,
      `is ${show(name)}, but must be 1 to 63 lower-case letters, digits and dashes, without a dash at either end.`,
    );
  }
  if (RESERVED_NAMES.has(name) || name.startsWith(RESERVED_PREFIX)) {
    throw refusal(field, `is ${show(name)}, a name that the platform uses itself. Choose another one.`);
  }
  return name;
}

function checkSeveral(containers: readonly ContainerConfig[]): void {
  const names = new Set<string>();
  for (const [index, container] of containers.entries()) {
    const field = `containers[${index}]`;
    if (container.name === "") throw refusal(`${field}.name`, "must be given with several containers.");
    if (names.has(container.name)) throw refusal(`${field}.name`, `${show(container.name)} occurs twice.`);
    names.add(container.name);
    if (container.resources === undefined) {
      throw refusal(`${field}.resources`, "must be given with several containers.");
    }
    if (container.securityContext !== undefined) {
      throw refusal(`${field}.securityContext`, "can only be given with a single container.");
    }
    if (container.resources.gpu !== undefined && !container.primary) {
      throw refusal(`${field}.resources.gpu`, "can only be given to the primary container.");
    }
  }
  const primaries = containers.filter(({ primary }) => primary).length;
  if (primaries !== 1) {
    throw refusal("containers", `must have exactly one with primary: true, but has ${primaries}.`);
  }
}
