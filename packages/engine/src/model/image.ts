/** How an image file is packed. */
export type ImageArchiveFormat = "rootfs-tar" | "docker-archive" | "oci-archive";

/** An image in the engine's store. */
export interface ImageRecord {
  /** Name it is asked for by, such as `python:3.11` or `builtin`. */
  readonly reference: string;
  /** `sha256:` and 64 hexadecimal digits over the content. */
  readonly digest: string;
  readonly sizeBytes: number;
  readonly importedAt: Date;
  /** Entry point followed by its default arguments. */
  readonly command: readonly string[];
  /** Made from the host; can be neither removed nor replaced. */
  readonly builtin: boolean;
}

export interface ImageImport {
  readonly reference: string;
  /** Absent: recognised from the content. */
  readonly format?: ImageArchiveFormat;
  /** The archive, plain or gzip-compressed. */
  readonly content: AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal;
}
