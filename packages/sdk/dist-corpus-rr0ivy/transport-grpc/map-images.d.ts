import { ext } from "@cwsandbox/wire";
import type { ImportImageRequest, StoredImage } from "../transport/index.js";
/** The frames of an import: the header once, then the archive in pieces the server takes. */
export declare function toImportFrames({ reference, format, content, }: ImportImageRequest): AsyncGenerator<ext.ImportImageRequest, void>;
/** An image as the server describes it, in the words of this package. */
export declare function toStoredImage(image: ext.Image): StoredImage;
//# sourceMappingURL=map-images.d.ts.map