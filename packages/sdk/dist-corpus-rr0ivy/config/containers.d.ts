import { type ImagePullCredentials, type SecurityContext, type VolumeMount } from "./container-parts.js";
import { type MountedFileContent, type MountedFilesInput } from "./mounted-files.js";
import { type ResourceInput, type ResourceOptions } from "./resources.js";
import { type Secret, type SecretInput } from "./secrets.js";
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
/** Checks and copies; undefined when absent or empty. */
export declare function readContainers(value: unknown): readonly ContainerConfig[] | undefined;
//# sourceMappingURL=containers.d.ts.map