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
/** Checks and copies; undefined when absent. */
export declare function readImagePullCredentials(field: string, value: unknown): ImagePullCredentials | undefined;
/** Checks and copies; undefined when absent. */
export declare function readSecurityContext(field: string, value: unknown): SecurityContext | undefined;
/** Checks and copies. */
export declare function readVolumeMount(field: string, value: unknown): VolumeMount;
/** Reads the directory a main process starts in; undefined when absent. */
export declare function readWorkingDir(field: string, value: unknown): string | undefined;
//# sourceMappingURL=container-parts.d.ts.map