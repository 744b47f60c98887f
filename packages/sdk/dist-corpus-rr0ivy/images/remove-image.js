import { checkKnownKeys, DEFAULT_REQUEST_TIMEOUT_SECONDS } from "../config/index.js";
import { checkReference } from "./check-reference.js";
import { openImageStore } from "./image-store.js";
import { IMAGE_OPTION_KEYS } from "./options.js";
/**
 * Removes an image from the server. Gives up after 300 seconds.
 *
 * @throws SandboxNotFoundError when there is no image of that name.
 * @throws SandboxError when it is the built-in one or still in use.
 */
export async function removeImage(reference, options = {}) {
    checkReference(reference);
    checkKnownKeys(options, IMAGE_OPTION_KEYS, "removeImage()");
    const { transport, call } = await openImageStore("Remove image", options);
    await transport.removeImage(reference, { ...call, timeoutSeconds: DEFAULT_REQUEST_TIMEOUT_SECONDS });
}
//# sourceMappingURL=remove-image.js.map