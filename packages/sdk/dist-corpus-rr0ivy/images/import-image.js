import { checkKnownKeys } from "../config/index.js";
import { CWSandboxError, CWSandboxValidationError } from "../errors/index.js";
import { checkReference } from "./check-reference.js";
import { openImageStore } from "./image-store.js";
import { IMPORT_OPTION_KEYS } from "./options.js";
const FORMATS = [
    "rootfs-tar",
    "docker-archive",
    "oci-archive",
];
/**
 * Stores an image on the server, from a root file system or from what Docker or an OCI tool saved. Nothing of an
 * import that fails or is given up stays on the server.
 *
 * @returns the image as stored.
 * @throws CWSandboxValidationError for options that can never work, without network traffic.
 * @throws CWSandboxError when the content fails, with its error as `cause`.
 * @throws SandboxError when the server refuses the archive, with what is wrong and where.
 */
export async function importImage(options) {
    checkKnownKeys(options, IMPORT_OPTION_KEYS, "importImage()");
    const { content, format, reference } = options;
    checkReference(reference);
    if (typeof content !== "object" || content === null || !(Symbol.asyncIterator in content)) {
        throw new CWSandboxValidationError("content must be an async iterable of bytes, such as createReadStream(path).", { field: "content" });
    }
    if (format !== undefined && format !== null && !FORMATS.includes(format)) {
        throw new CWSandboxValidationError(`format is ${JSON.stringify(format)}, but must be one of ${FORMATS.join(", ")}, or left out.`, { field: "format" });
    }
    const { transport, call } = await openImageStore("Import image", options);
    return transport.importImage({ reference, format: format ?? undefined, content: guard(content) }, call);
}
/** Whatever stops the content, the caller gets an error of ours: one that looks like an abort would be taken for his own. */
async function* guard(content) {
    try {
        yield* content;
    }
    catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new CWSandboxError(`Import image failed: its content could not be read: ${reason}`, { cause });
    }
}
//# sourceMappingURL=import-image.js.map