import type { ImageArchiveFormat, ImageRecord } from "@cwsandbox/engine";
import { ext } from "@cwsandbox/wire";
import { invalidField } from "../errors/index.js";

const {
  IMAGE_ARCHIVE_FORMAT_UNSPECIFIED,
  IMAGE_ARCHIVE_FORMAT_ROOTFS_TAR,
  IMAGE_ARCHIVE_FORMAT_DOCKER_ARCHIVE,
  IMAGE_ARCHIVE_FORMAT_OCI_ARCHIVE,
} = ext.ImageArchiveFormat;

const MODEL_FORMATS: ReadonlyMap<ext.ImageArchiveFormat, ImageArchiveFormat | undefined> = new Map([
  [IMAGE_ARCHIVE_FORMAT_UNSPECIFIED, undefined],
  [IMAGE_ARCHIVE_FORMAT_ROOTFS_TAR, "rootfs-tar"],
  [IMAGE_ARCHIVE_FORMAT_DOCKER_ARCHIVE, "docker-archive"],
  [IMAGE_ARCHIVE_FORMAT_OCI_ARCHIVE, "oci-archive"],
]);

/**
 * @returns undefined when the kind shall be recognised from the content.
 * @throws ServiceError for a number that is no known kind.
 */
export function mapImageFormat(format: ext.ImageArchiveFormat): ImageArchiveFormat | undefined {
  if (!MODEL_FORMATS.has(format)) {
    throw invalidField("header.format", `${String(format)} is not a known kind; leave it unset to detect it`);
  }
  return MODEL_FORMATS.get(format);
}

/** An image as clients see it; of the built-in one neither digest nor time mean anything. */
export function toWireImage(image: ImageRecord): ext.Image {
  return ext.Image.create({
    reference: image.reference,
    digest: image.builtin ? "" : image.digest,
    sizeBytes: BigInt(image.sizeBytes),
    importTime: image.builtin ? undefined : image.importedAt,
    command: [...image.command],
    builtin: image.builtin,
  });
}
