import {
  isAbsent,
  optionalFlag,
  optionalText,
  optionalTextList,
  refusal,
  requiredRecord,
  requiredText,
  show,
} from "./check.js";

/** Credentials of a private registry; the server takes them from a secret store. */
export interface ImagePullCredentials {
  /** Host of the registry. */
  readonly registry: string;
  /** Name of the secret store. */
  readonly store: string;
  /** Name of the secret, which has the members `username` and `password`. */
  readonly name: string;
  /** Field of the secret. Default: the whole value. */
  readonly field?: string | undefined;
}

/** Privileges of the processes of a sandbox. A server may refuse any of them. */
export interface SecurityContext {
  /** User id of the main process, from 0 to 4294967295. Default: the image's. */
  readonly runAsUser?: number | undefined;
  /** Its group id, in the same range. */
  readonly runAsGroup?: number | undefined;
  /** Whether it has all privileges inside its own isolation. Default: the server's. */
  readonly privileged?: boolean | undefined;
  /** Whether a process may gain privileges that its parent has not. */
  readonly allowPrivilegeEscalation?: boolean | undefined;
  /** Whether nothing outside mounts can be written. Default: the server's. */
  readonly readOnlyRootFilesystem?: boolean | undefined;
  /** Names of Linux capabilities, for example `NET_ADMIN`. */
  readonly capabilitiesAdd?: readonly string[] | undefined;
  /** The same for those to take away. */
  readonly capabilitiesDrop?: readonly string[] | undefined;
  /** `RuntimeDefault` or `Unconfined`. */
  readonly seccompProfile?: string | undefined;
}

/** Where a volume appears in a container. */
export interface VolumeMount {
  /** Name of the volume. */
  readonly volume: string;
  /** Absolute, and not the root. */
  readonly mountPath: string;
  /** Whether it cannot be written. Default: false. */
  readonly readOnly?: boolean | undefined;
  /** Part of the volume. Default: all of it. */
  readonly subPath?: string | undefined;
}

const SECURITY_KEYS = Object.keys({
  runAsUser: true,
  runAsGroup: true,
  privileged: true,
  allowPrivilegeEscalation: true,
  readOnlyRootFilesystem: true,
  capabilitiesAdd: true,
  capabilitiesDrop: true,
  seccompProfile: true,
} satisfies Record<keyof SecurityContext, true>);
const LARGEST_ID = 0xff_ff_ff_ff;

/** Checks and copies; undefined when absent. */
export function readImagePullCredentials(field: string, value: unknown): ImagePullCredentials | undefined {
  if (isAbsent(value)) return undefined;
  const credentials = requiredRecord(field, value, ["registry", "store", "name", "field"]);
  return Object.freeze({
    registry: requiredText(`${field}.registry`, credentials["registry"]),
    store: requiredText(`${field}.store`, credentials["store"]),
    name: requiredText(`${field}.name`, credentials["name"]),
    field: optionalText(`${field}.field`, credentials["field"]) ?? "",
  });
}

/** Checks and copies; undefined when absent. */
export function readSecurityContext(field: string, value: unknown): SecurityContext | undefined {
  if (isAbsent(value)) return undefined;
  const context = requiredRecord(field, value, SECURITY_KEYS);
  const flag = (name: keyof SecurityContext): boolean | undefined =>
    optionalFlag(`${field}.${name}`, context[name]);
  const members: SecurityContext = {
    runAsUser: readId(`${field}.runAsUser`, context["runAsUser"]),
    runAsGroup: readId(`${field}.runAsGroup`, context["runAsGroup"]),
    privileged: flag("privileged"),
    allowPrivilegeEscalation: flag("allowPrivilegeEscalation"),
    readOnlyRootFilesystem: flag("readOnlyRootFilesystem"),
    capabilitiesAdd: optionalTextList(`${field}.capabilitiesAdd`, context["capabilitiesAdd"]),
    capabilitiesDrop: optionalTextList(`${field}.capabilitiesDrop`, context["capabilitiesDrop"]),
    seccompProfile: optionalText(`${field}.seccompProfile`, context["seccompProfile"]),
  };
  return Object.freeze(members);
}

/** Checks and copies. */
export function readVolumeMount(field: string, value: unknown): VolumeMount {
  const mount = requiredRecord(field, value, ["volume", "mountPath", "readOnly", "subPath"]);
  const mountPath = requiredText(`${field}.mountPath`, mount["mountPath"]);
  if (!mountPath.startsWith("/") || /^\/+$/.test(mountPath)) {
    throw refusal(`${field}.mountPath`, `must be absolute and not the root, but is ${show(mountPath)}.`);
  }
  return Object.freeze({
    volume: requiredText(`${field}.volume`, mount["volume"]),
    mountPath,
    readOnly: optionalFlag(`${field}.readOnly`, mount["readOnly"]) ?? false,
    subPath: optionalText(`${field}.subPath`, mount["subPath"]) ?? "",
  });
}

/** Reads the directory a main process starts in; undefined when absent. */
export function readWorkingDir(field: string, value: unknown): string | undefined {
  const path = optionalText(field, value);
  if (path === undefined || path === "") return undefined;
  if (path.startsWith("/") && !path.includes("\0")) return path;
  throw refusal(field, `must be an absolute path in the sandbox, but is ${show(path)}.`);
}

function readId(field: string, value: unknown): number | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= LARGEST_ID) return value;
  throw refusal(field, `must be a whole number from 0 to ${LARGEST_ID}, but is ${show(value)}.`);
}
