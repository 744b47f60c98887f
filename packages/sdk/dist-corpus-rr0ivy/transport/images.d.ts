/** How an image file is packed. */
export type ImageArchiveFormat = "rootfs-tar" | "docker-archive" | "oci-archive";
/** An image that sandboxes can be started from. */
export interface StoredImage {
    /** Name a sandbox asks for it by. */
    readonly reference: string;
    /** `sha256:` and 64 hexadecimal digits over the content; may be empty for the built-in image. */
    readonly digest: string;
    /** Space it takes on the server's disk. */
    readonly sizeBytes: number;
    /** Null for the built-in image. */
    readonly importedAt: Date | null;
    /** Entry point followed by its default arguments. */
    readonly command: readonly string[];
    /** Made from the server's own files; can be neither removed nor replaced. */
    readonly builtin: boolean;
}
/** An image to store. */
export interface ImportImageRequest {
    readonly reference: string;
    /** Undefined: the server finds out. */
    readonly format: ImageArchiveFormat | undefined;
    /** The archive in pieces of any size. */
    readonly content: AsyncIterable<Uint8Array>;
}
//# sourceMappingURL=images.d.ts.map