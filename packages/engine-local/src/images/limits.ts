/** What one import may take, so that a small hostile archive cannot fill the host. */
export interface ImportLimits {
  /** Of the archive without its outer compression. Default: 32 GiB. */
  readonly archiveSizeBytes: number;
  /** Of all files that are unpacked, in all layers together. Default: 32 GiB. */
  readonly unpackedSizeBytes: number;
  /** Entries of the archive and of all layers together. Default: 2,000,000. */
  readonly entries: number;
  /** Of one path inside the image. Default: 3,500, which leaves room for the way to the image. */
  readonly pathLengthBytes: number;
}

const GIBIBYTE = 1024 ** 3;

export const DEFAULT_IMPORT_LIMITS: ImportLimits = {
  archiveSizeBytes: 32 * GIBIBYTE,
  unpackedSizeBytes: 32 * GIBIBYTE,
  entries: 2_000_000,
  pathLengthBytes: 3500,
};
