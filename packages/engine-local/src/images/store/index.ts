export { type LocalImageStore, openImageStore } from "./open-image-store.js";
export { removeTree } from "./remove-tree.js";
