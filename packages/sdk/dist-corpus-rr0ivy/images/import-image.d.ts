import type { StoredImage } from "../transport/index.js";
import { type ImportImageOptions } from "./options.js";
/**
 * Stores an image on the server, from a root file system or from what Docker or an OCI tool saved. Nothing of an
 * import that fails or is given up stays on the server.
 *
 * @returns the image as stored.
 * @throws CWSandboxValidationError for options that can never work, without network traffic.
 * @throws CWSandboxError when the content fails, with its error as `cause`.
 * @throws SandboxError when the server refuses the archive, with what is wrong and where.
 */
export declare function importImage(options: ImportImageOptions): Promise<StoredImage>;
//# sourceMappingURL=import-image.d.ts.map