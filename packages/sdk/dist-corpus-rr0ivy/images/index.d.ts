export type { ImageArchiveFormat, StoredImage } from "../transport/index.js";
export { importImage } from "./import-image.js";
export { listImages } from "./list-images.js";
export type { ImageOptions, ImportImageOptions } from "./options.js";
export { removeImage } from "./remove-image.js";
//# sourceMappingURL=index.d.ts.map