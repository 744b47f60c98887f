import type { ImageArchiveFormat } from "@cwsandbox/engine";
import type { ImageReference } from "../reference.js";
import type { ArchiveIndex } from "./archive-index.js";
import { isDockerArchive, readDockerArchive } from "./docker-archive.js";
import type { ImageSource } from "./image-source.js";
import { isOciArchive, readOciArchive } from "./oci-archive.js";

/** Reads what an archive says about its image; without a format, the content tells. */
export async function imageSourceOf(
  index: ArchiveIndex,
  reference: ImageReference,
  format: ImageArchiveFormat | undefined,
): Promise<ImageSource> {
  const chosen = format ?? (await recognise(index));
  if (chosen === "docker-archive") return await readDockerArchive(index, reference);
  return chosen === "oci-archive" ? await readOciArchive(index, reference) : rootfsSource(index);
}

async function recognise(index: ArchiveIndex): Promise<ImageArchiveFormat> {
  // Docker writes both kinds into one file; its own manifest has the names.
  if (await isDockerArchive(index)) return "docker-archive";
  return isOciArchive(index) ? "oci-archive" : "rootfs-tar";
}

/** The archive is the only layer of the image, and its digest is the image's. */
function rootfsSource(index: ArchiveIndex): ImageSource {
  const { sizeBytes, digest } = index.archive;
  return { digest, layers: [{ file: { name: "the archive", offset: 0, sizeBytes }, diffId: digest }] };
}
