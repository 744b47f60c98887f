/** Temporary access to object storage for the processes of a sandbox. */
export interface ObjectStorageAccess {
    /** Names of buckets, at least one. */
    readonly buckets: readonly string[];
    /** Default: the server's. */
    readonly permission?: "read" | "read_write" | undefined;
    /** Only objects below this; ends with `/`, at most 512 bytes. */
    readonly objectPrefix?: string | undefined;
}
/** Checks and copies; undefined when absent. */
export declare function readObjectStorageAccess(value: unknown): ObjectStorageAccess | undefined;
//# sourceMappingURL=object-storage.d.ts.map