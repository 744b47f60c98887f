import { ext, STREAM_CHUNK_BYTES } from "@cwsandbox/wire";
const FORMATS = {
    "rootfs-tar": ext.ImageArchiveFormat.IMAGE_ARCHIVE_FORMAT_ROOTFS_TAR,
    "docker-archive": ext.ImageArchiveFormat.IMAGE_ARCHIVE_FORMAT_DOCKER_ARCHIVE,
    "oci-archive": ext.ImageArchiveFormat.IMAGE_ARCHIVE_FORMAT_OCI_ARCHIVE,
};
/** The frames of an import: the header once, then the archive in pieces the server takes. */
export async function* toImportFrames({ reference, format, content, }) {
    const wireFormat = format === undefined ? ext.ImageArchiveFormat.IMAGE_ARCHIVE_FORMAT_UNSPECIFIED : FORMATS[format];
    yield { message: { $case: "header", value: { reference, format: wireFormat } } };
    for await (const piece of content) {
        for (let offset = 0; offset < piece.length; offset += STREAM_CHUNK_BYTES) {
            const value = piece.subarray(offset, offset + STREAM_CHUNK_BYTES);
            yield { message: { $case: "chunk", value } };
        }
    }
}
/** An image as the server describes it, in the words of this package. */
export function toStoredImage(image) {
    return Object.freeze({
        reference: image.reference,
        digest: image.digest,
        sizeBytes: Number(image.sizeBytes),
        importedAt: image.importTime ?? null,
        command: Object.freeze([...image.command]),
        builtin: image.builtin,
    });
}
//# sourceMappingURL=map-images.js.map