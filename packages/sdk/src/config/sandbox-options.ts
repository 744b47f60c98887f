import type { AuthConfig } from "./auth.js";
import type { ImagePullCredentials, SecurityContext } from "./container-parts.js";
import type { Container } from "./containers.js";
import type { MountedFilesInput } from "./mounted-files.js";
import type { NetworkOptions } from "./network.js";
import type { DataPlaneMode } from "./not-supported.js";
import type { ObjectStorageAccess } from "./object-storage.js";
import type { PlacementMode, PlacementSpillover } from "./placement.js";
import type { PortMapping, S3Mount } from "./ports.js";
import type { ResourceInput } from "./resources.js";
import type { Given } from "./given.js";
import type { SecretInput } from "./secrets.js";
import type { Service } from "./services.js";

/** What shapes a single sandbox. Everything is optional; what is missing comes from the defaults. */
export interface SandboxOptions {
  /** Credentials. Default: those of `setAuthMode()`, else `CWSANDBOX_API_KEY`, else none. */
  readonly auth?: Given<AuthConfig>;
  /** Executable of the main process. Default: a shell that sleeps until it is told to stop. */
  readonly command?: Given<string>;
  /** Its arguments. Default: those of the defaults; none when only `command` is given. */
  readonly args?: Given<readonly string[]>;
  /** Image. Default: the server's own, `python:3.11` where it has none. */
  readonly containerImage?: Given<string>;
  /** Labels for finding it again; added behind those of the defaults. */
  readonly tags?: Given<readonly string[]>;
  /** Profile ids; an empty array removes the restriction of the defaults. Prefer `profileNames`. */
  readonly profileIds?: Given<readonly string[]>;
  /** Profile names; an empty array removes the restriction of the defaults. */
  readonly profileNames?: Given<readonly string[]>;
  /** Runner ids; an empty array removes the restriction of the defaults. */
  readonly runnerIds?: Given<readonly string[]>;
  /** Processor, memory and graphics processors; replaces those of the defaults as a whole. */
  readonly resources?: Given<ResourceInput>;
  /** Files that are there, read-only, when the main process starts. */
  readonly mountedFiles?: Given<MountedFilesInput>;
  /** A bucket that appears as a directory. */
  readonly s3Mount?: Given<S3Mount>;
  /** Ports that the container listens on. Default: none. */
  readonly ports?: Given<readonly PortMapping[]>;
  /** Reachability; replaces that of the defaults as a whole. */
  readonly network?: Given<NetworkOptions>;
  /** Upper limit in whole seconds that the server applies to single commands. */
  readonly maxTimeoutSeconds?: Given<number>;
  /** Settings that are no secrets; merged over those of the defaults, key by key. */
  readonly environmentVariables?: Given<Readonly<Record<string, string>>>;
  /** Notes for the platform; merged over those of the defaults, key by key. */
  readonly annotations?: Given<Readonly<Record<string, string>>>;
  /** Values that the server puts into environment variables; added behind those of the defaults. */
  readonly secrets?: Given<readonly SecretInput[]>;
  /** Limit in seconds of most calls; also the default limit of commands and file operations. Default: 300. */
  readonly requestTimeoutSeconds?: Given<number>;
  /** Pool to run in. Default: `cks` with runner ids, else the server's. */
  readonly placementMode?: Given<PlacementMode>;
  /** Whether a create that finds no place is tried once more in the other pool. Default: `strict`, never. */
  readonly placementSpillover?: Given<PlacementSpillover>;
  /** Ports and who may reach them; replaces those of the defaults as a whole. */
  readonly services?: Given<readonly Service[]>;
  /** For an image in a private registry. */
  readonly imagePullCredentials?: Given<ImagePullCredentials>;
  /** Name of a runtime class of the platform. Default: the server's. */
  readonly runtimeClass?: Given<string>;
  /** Privileges; replaces those of the defaults as a whole. */
  readonly securityContext?: Given<SecurityContext>;
  /** Absolute directory the main process starts in. Default: the image's. */
  readonly workingDir?: Given<string>;
  /** Buckets the sandbox may use; replaces that of the defaults as a whole. */
  readonly objectStorageAccess?: Given<ObjectStorageAccess>;
  /** How commands and files reach it: `auto` (default) and `gateway` both go through the server. */
  readonly dataPlaneMode?: Given<DataPlaneMode>;
  /**
   * Its containers, instead of the single one that the other options describe; excludes `command`, `args`,
   * `containerImage`, `resources`, `mountedFiles`, `secrets`, `imagePullCredentials`, `environmentVariables`,
   * `securityContext` and `workingDir`. An empty array removes those of the defaults.
   */
  readonly containers?: Given<readonly Container[]>;
}
