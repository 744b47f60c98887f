import type { ImagePullCredentials, SecurityContext } from "./container-parts.js";
import type { Container } from "./containers.js";
import type { MountedFilesInput } from "./mounted-files.js";
import type { NetworkOptions } from "./network.js";
import type { DataPlaneMode } from "./not-supported.js";
import type { ObjectStorageAccess } from "./object-storage.js";
import type { PlacementMode, PlacementSpillover } from "./placement.js";
import type { PortMapping, S3Mount } from "./ports.js";
import type { ResourceInput } from "./resources.js";
import type { SandboxDefaults, SandboxDefaultsOptions } from "./sandbox-defaults.js";
import type { SecretInput } from "./secrets.js";
import type { Service } from "./services.js";
/** Undefined and null both mean "not given". */
export type Given<T> = T | null | undefined;
/** What shapes a single sandbox. Everything is optional; what is missing comes from the defaults. */
export interface SandboxOptions {
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
/** Everything that `new Sandbox()` takes. */
export interface SandboxConstructorOptions extends SandboxOptions {
    /** Shared configuration below these options. */
    readonly defaults?: Given<SandboxDefaults | SandboxDefaultsOptions>;
    /** Address of the server: `http://`, `https://` or `unix:///`. Beats `CWSANDBOX_BASE_URL`. */
    readonly baseUrl?: Given<string>;
    /** Seconds for repeating a create that found no room; 0 for no repetition. Default: 0. */
    readonly createRetryBudgetSeconds?: Given<number>;
    /** Seconds after which the server ends the sandbox, whatever it does. Default: the server's. */
    readonly maxLifetimeSeconds?: Given<number>;
    /** Seconds for retrying failed status polls; 0 for no retry. Default: 30. */
    readonly pollRetryBudgetSeconds?: Given<number>;
    /** Limit in seconds of one status poll, above 0. Default: 15. */
    readonly pollRpcTimeoutSeconds?: Given<number>;
}
/** What `Sandbox.run()` takes besides the words of the command. */
export interface RunOptions extends Omit<SandboxConstructorOptions, "command" | "args" | "baseUrl"> {
    /** Gives up starting; rejects with the signal's own reason. */
    readonly signal?: AbortSignal | undefined;
}
/** What `Sandbox.list()` filters by. */
export interface ListOptions {
    /** Only sandboxes that carry all of them. */
    readonly tags?: Given<readonly string[]>;
    /** Only this status; a terminal one finds finished sandboxes too. */
    readonly status?: Given<string>;
    /** Any of these profile ids. */
    readonly profileIds?: Given<readonly string[]>;
    /** Any of these profile names. */
    readonly profileNames?: Given<readonly string[]>;
    /** Any of these runners. */
    readonly runnerIds?: Given<readonly string[]>;
    /** Also finished sandboxes. Default: false. */
    readonly includeStopped?: Given<boolean>;
    /** The newer name of `includeStopped`. */
    readonly showTerminated?: Given<boolean>;
}
/** What a call that is not about an existing object takes. */
export interface CallOptions {
    /** Address of the server; default as for a sandbox. */
    readonly baseUrl?: Given<string>;
    /** Limit of the whole call in seconds. Default: 300. */
    readonly timeoutSeconds?: Given<number>;
    /** Gives up the call; rejects with the signal's own reason. */
    readonly signal?: AbortSignal | undefined;
}
/** What a call takes that gives objects for existing sandboxes. */
export interface AttachOptions extends CallOptions {
    /** Seconds for retrying failed status polls of the objects; 0 for no retry. Default: 30. */
    readonly pollRetryBudgetSeconds?: Given<number>;
    /** Limit in seconds of one status poll of the objects, above 0. Default: 15. */
    readonly pollRpcTimeoutSeconds?: Given<number>;
    /** How commands and files reach the sandboxes: `auto` (default) and `gateway` both go through the server. */
    readonly dataPlaneMode?: Given<DataPlaneMode>;
}
/** What shapes a remote function and the sandboxes of its calls. */
export interface FunctionOptions extends Omit<SandboxOptions, "command" | "args" | "tags" | "secrets" | "containers"> {
    /** How arguments and results travel: `json` (default), `structured`, or `pickle` for Python functions. */
    readonly serialization?: Given<"json" | "structured" | "pickle">;
    /** Directory in the sandbox for the files of a call; made when missing. Default: that of the session. */
    readonly tempDir?: Given<string>;
}
//# sourceMappingURL=options.d.ts.map