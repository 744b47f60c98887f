import { checkKnownKeys, DEFAULT_REQUEST_TIMEOUT_SECONDS } from "../config/index.js";
import { openImageStore } from "./image-store.js";
import { IMAGE_OPTION_KEYS } from "./options.js";
/**
 * Every image the server can start sandboxes from, the built-in one included, sorted by name. Gives up after
 * 300 seconds.
 *
 * @throws SandboxUnavailableError when the server cannot be reached.
 */
export async function listImages(options = {}) {
    checkKnownKeys(options, IMAGE_OPTION_KEYS, "listImages()");
    const { transport, call } = await openImageStore("List images", options);
    return transport.listImages({ ...call, timeoutSeconds: DEFAULT_REQUEST_TIMEOUT_SECONDS });
}
//# sourceMappingURL=list-images.js.map