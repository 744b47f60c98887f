import { type ImageOptions } from "./options.js";
/**
 * Removes an image from the server. Gives up after 300 seconds.
 *
 * @throws SandboxNotFoundError when there is no image of that name.
 * @throws SandboxError when it is the built-in one or still in use.
 */
export declare function removeImage(reference: string, options?: ImageOptions): Promise<void>;
//# sourceMappingURL=remove-image.d.ts.map