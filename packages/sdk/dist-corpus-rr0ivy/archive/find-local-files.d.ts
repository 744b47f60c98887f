import type { Stats } from "node:fs";
/** A file, directory or link of this machine that goes into an archive. */
export interface LocalEntry {
    /** Name in the archive, with slashes. */
    readonly name: string;
    readonly path: string;
    readonly type: "file" | "directory" | "symlink";
    /** Where a link leads; empty for all else. */
    readonly target: string;
    readonly stats: Stats;
}
/** What is to be uploaded. */
export interface LocalTree {
    readonly isDirectory: boolean;
    /** Directories before what is in them. */
    readonly entries: readonly LocalEntry[];
    /** Content of all files together. */
    readonly totalBytes: number;
}
/**
 * Finds a file, or a folder with everything below it. Links inside a folder stay links; sockets, pipes and
 * devices are left out.
 *
 * @throws SandboxFileError when there is nothing, or a name is not UTF-8.
 */
export declare function findLocalFiles(localPath: string, signal: AbortSignal | undefined): Promise<LocalTree>;
//# sourceMappingURL=find-local-files.d.ts.map