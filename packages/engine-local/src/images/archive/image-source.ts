import { refuseArchive } from "../errors.js";
import { asRecord, asTexts, type JsonRecord } from "../json.js";
import type { ArchivedFile } from "./archive-index.js";

/** One layer of a container image. */
export interface LayerSource {
  readonly file: ArchivedFile;
  /** Digest of the layer without compression. */
  readonly diffId: string;
}

/** What an archive says about its image, checked against its digests. */
export interface ImageSource {
  readonly digest: string;
  /** The image's configuration as it stands in the archive; absent for a mere root file system. */
  readonly configuration?: JsonRecord;
  /** The lowest first. */
  readonly layers: readonly LayerSource[];
}

/** Puts the layers beside the digests that the configuration has for them. */
export function layersOf(
  files: readonly ArchivedFile[],
  configuration: JsonRecord,
  part: string,
): readonly LayerSource[] {
  const diffIds = asTexts(asRecord(configuration["rootfs"])?.["diff_ids"]);
  if (diffIds === undefined) throw refuseArchive(part, "has no list rootfs.diff_ids");
  if (diffIds.length !== files.length) {
    throw refuseArchive(part, `has ${diffIds.length} rootfs.diff_ids for ${files.length} layers`);
  }
  return files.map((file, index) => ({ file, diffId: diffIds[index] ?? "" }));
}
