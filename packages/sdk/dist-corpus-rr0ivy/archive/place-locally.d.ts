/** What an archive from a sandbox may at most do to this machine. */
export interface LocalLimits {
    readonly maxEntries: number;
    readonly maxBytes: number;
    /** What happens to a link that leads out of the folder. */
    readonly unsafeLinks: "refuse" | "skip";
}
/**
 * Places what an archive from a sandbox holds: a file at `localPath`, or a folder's content into it. The archive
 * is taken for hostile: names that lead elsewhere are refused, links are made last and only where they lead
 * inside, set-id bits are dropped, and sockets, pipes and devices are never made.
 *
 * @throws SandboxFileError for what is refused, and when something cannot be written here.
 */
export declare function placeLocally(archive: AsyncIterable<Uint8Array>, localPath: string, limits: LocalLimits, onBytes: (bytes: number) => void): Promise<void>;
//# sourceMappingURL=place-locally.d.ts.map