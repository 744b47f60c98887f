import type { Call, Transport } from "../transport/index.js";
import type { ImageOptions } from "./options.js";
/** A server's image store, ready for one call. */
export interface ImageStore {
    readonly transport: Transport;
    readonly call: Call;
}
/**
 * Finds the server and makes sure that it stores images.
 *
 * @throws CWSandboxValidationError for an address that cannot be used.
 * @throws CWSandboxError when the server has no image store.
 */
export declare function openImageStore(operation: string, options: ImageOptions): Promise<ImageStore>;
//# sourceMappingURL=image-store.d.ts.map