export { type ImageStoreOptions, type LocalImageStore, openImageStore } from "./open-image-store.js";
