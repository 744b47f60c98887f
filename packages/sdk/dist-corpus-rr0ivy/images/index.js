export { importImage } from "./import-image.js";
export { listImages } from "./list-images.js";
export { removeImage } from "./remove-image.js";
//# sourceMappingURL=index.js.map