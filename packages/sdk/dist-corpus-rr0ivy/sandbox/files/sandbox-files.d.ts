import { OperationRef } from "../../handles/index.js";
import type { StreamReader } from "../../streams/index.js";
import type { FileChange, FileInfo } from "../../transport/index.js";
import { type FileOptions } from "../file-call.js";
import { type DownloadOptions, type ListFilesOptions, type RemoveFileOptions, type UploadOptions, type WatchFilesOptions } from "./options.js";
/**
 * The files of one sandbox, beyond reading and writing a single one. Paths in the sandbox are absolute. Every
 * method starts the sandbox if needed and waits until it runs. Names that are not UTF-8 are listed with U+FFFD
 * in place of what cannot be shown, and cannot be transferred.
 *
 * Towards a server without these calls they run commands in the sandbox (`sh`, `stat`, `find`, `tar`, `mkdir`,
 * `rm`), except `watch`, which is refused there.
 */
export declare class SandboxFiles {
    #private;
    /**
     * What is in a directory, in no order. Links are listed as links.
     *
     * @throws SandboxFileError through the handle when there is no such directory.
     */
    list(path: string, options?: ListFilesOptions): OperationRef<FileInfo[]>;
    /**
     * What a path leads to; links are followed.
     *
     * @throws SandboxFileError through the handle when there is nothing.
     */
    stat(path: string, options?: FileOptions): OperationRef<FileInfo>;
    /**
     * Makes a directory, and those above it that are missing. One that exists is left as it is.
     *
     * @throws SandboxFileError through the handle when it cannot be made.
     */
    makeDirectory(path: string, options?: FileOptions): OperationRef<void>;
    /**
     * Removes a file or a link; with `recursive` also a directory with all that is in it.
     *
     * @throws SandboxFileError through the handle when there is nothing, or it is a directory without `recursive`.
     */
    remove(path: string, options?: RemoveFileOptions): OperationRef<void>;
    /**
     * Sends a local file, or a folder with everything in it, as one stream. A file is written at `remotePath`; a
     * folder's content is laid over the directory `remotePath`, which is made when it is missing. Links inside the
     * folder stay links; owners are those of the sandbox; set-id bits are dropped; sockets, pipes and devices are
     * left out. A failure may leave a part of a folder, never half a file.
     *
     * @throws SandboxFileError through the handle when something cannot be read here or written there.
     */
    upload(localPath: string, remotePath: string, options?: UploadOptions): OperationRef<void>;
    /**
     * Fetches a file, or a directory with everything in it, as one stream. A file is written at `localPath`; a
     * directory's content is laid over the folder `localPath`, which is made when it is missing. What the sandbox
     * sends is taken for hostile: nothing is written outside `localPath`, links that may lead out are refused,
     * set-id bits are dropped, sockets, pipes and devices are left out. A failure may leave a part of a folder,
     * never half a file.
     *
     * @throws SandboxFileError through the handle when something cannot be read there, is refused, or cannot be
     *   written here.
     */
    download(remotePath: string, localPath: string, options?: DownloadOptions): OperationRef<void>;
    /**
     * Watches a directory, or a single file. Resolves when the watch is in force, to a reader of the changes from
     * then on; closing the reader, or leaving its loop, ends the watch. Nothing is polled.
     *
     * @throws SandboxFileError when there is nothing at the path; CWSandboxValidationError from a server that cannot
     *   tell about changes. Both through the handle.
     */
    watch(path: string, options?: WatchFilesOptions): OperationRef<StreamReader<FileChange>>;
}
//# sourceMappingURL=sandbox-files.d.ts.map