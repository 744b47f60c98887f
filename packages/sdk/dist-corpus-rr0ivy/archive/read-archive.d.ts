export type ArchivedType = "file" | "directory" | "symlink" | "link" | "other";
/** One entry of an archive that came from a sandbox, its name checked. */
export interface ArchivedEntry {
    /** The name as it was sent, for texts. */
    readonly shown: string;
    /** Parts of its path below the chosen directory; none for that directory itself. */
    readonly names: readonly string[];
    readonly type: ArchivedType;
    /** Where a link leads, as it was sent; empty for all else. */
    readonly target: string;
    /** Permission bits only. */
    readonly mode: number;
    readonly modifiedAt: Date;
    readonly sizeBytes: number;
    /** To be read, or not, before the next entry is asked for. */
    readonly content: AsyncIterable<Uint8Array>;
}
/**
 * The entries of a tar archive.
 *
 * @throws SandboxFileError for a damaged archive and for names that lead elsewhere.
 */
export declare function readArchive(source: AsyncIterable<Uint8Array>): AsyncGenerator<ArchivedEntry, void>;
/**
 * The parts of a path below the chosen directory.
 *
 * @throws SandboxFileError for a path that leads elsewhere, or is not UTF-8.
 */
export declare function namesOf(path: string, shown: string): readonly string[];
//# sourceMappingURL=read-archive.d.ts.map