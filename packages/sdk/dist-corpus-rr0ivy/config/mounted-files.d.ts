/** A file that is there, read-only, when the main process starts. Text is stored as UTF-8. */
export type MountedFile = {
    /** Absolute path in the sandbox. */
    readonly mountPath: string;
    /** What is in the file. */
    readonly fileContent: Uint8Array | string;
} | {
    /** Another spelling of `mountPath`. */
    readonly path: string;
    /** Another spelling of `fileContent`. */
    readonly content: Uint8Array | string;
};
/** A list of files, or a map from path to content. */
export type MountedFilesInput = readonly MountedFile[] | Readonly<Record<string, Uint8Array | string>>;
/** A mounted file after its check. */
export interface MountedFileContent {
    readonly path: string;
    readonly content: Uint8Array;
}
/** Checks and copies; empty when absent. */
export declare function readMountedFiles(value: unknown): readonly MountedFileContent[];
//# sourceMappingURL=mounted-files.d.ts.map