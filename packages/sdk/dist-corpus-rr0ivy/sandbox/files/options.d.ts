import { type ContainerOption } from "../container-option.js";
import type { FileOptions } from "../file-call.js";
/** How a directory is listed. */
export interface ListFilesOptions extends FileOptions {
    /** Whether to list what is in the directories below, too. Default: false. */
    readonly recursive?: boolean | undefined;
}
/** How a file or directory is removed. */
export interface RemoveFileOptions extends FileOptions {
    /** Whether to remove a directory with all that is in it. Default: false. */
    readonly recursive?: boolean | undefined;
}
/** How far a transfer is. */
export interface TransferProgress {
    /** Content of files that has been transferred. */
    readonly bytes: number;
    /** Content of all files, where it is known before: for uploads, and for the download of one file. */
    readonly totalBytes?: number;
}
/** How files are uploaded. */
export interface UploadOptions extends FileOptions {
    /** Told about the progress; an error that it throws ends the transfer. */
    readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
}
/** How files are downloaded. */
export interface DownloadOptions extends UploadOptions {
    /** How many files, directories and links may come. Default: 1,000,000. */
    readonly maxEntries?: number | undefined;
    /** How many bytes of content may come. Default: 64 GiB. */
    readonly maxBytes?: number | undefined;
    /** Whether a link that may lead out of the folder is an error or is left out. Default: `refuse`. */
    readonly unsafeLinks?: "refuse" | "skip" | undefined;
}
/** What is watched. */
export interface WatchFilesOptions extends ContainerOption {
    /** Whether to watch the directories below, too, also those that come later. Default: false. */
    readonly recursive?: boolean | undefined;
    /** Ends watching; the reader throws the signal's own reason. */
    readonly signal?: AbortSignal | undefined;
}
/** Refuses a path that is not absolute, and options that do not exist. */
export declare function checkFileArguments(field: "path" | "remotePath", path: string, options: FileOptions, more?: readonly string[]): void;
/** Refuses what is no path of this machine. */
export declare function checkLocalPath(localPath: string): void;
/** A whole number from 1 up, or the default. */
export declare function positive(field: string, value: number | undefined, byDefault: number): number;
//# sourceMappingURL=options.d.ts.map