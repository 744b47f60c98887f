import type { StoredImage } from "cwsandbox";

/** An image as programs read it: keys with underscores, like those of all JSON this program prints. */
export function imageJson(image: StoredImage): object {
  return {
    reference: image.reference,
    digest: image.digest,
    size_bytes: image.sizeBytes,
    imported_at: image.importedAt,
    command: image.command,
    builtin: image.builtin,
  };
}
