export { hostBuiltinSources } from "./builtin/index.js";
export type { ResolvedImage } from "./resolved-image.js";
export { type LocalImageStore, openImageStore } from "./store/index.js";
