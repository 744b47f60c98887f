import type { StoredImage } from "../transport/index.js";
import { type ImageOptions } from "./options.js";
/**
 * Every image the server can start sandboxes from, the built-in one included, sorted by name. Gives up after
 * 300 seconds.
 *
 * @throws SandboxUnavailableError when the server cannot be reached.
 */
export declare function listImages(options?: ImageOptions): Promise<readonly StoredImage[]>;
//# sourceMappingURL=list-images.d.ts.map