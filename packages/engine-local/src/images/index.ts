export { type BuiltinSources, hostBuiltinSources } from "./builtin/index.js";
export type { ImageConfig } from "./config.js";
export type { ImportLimits } from "./limits.js";
export type { ImageBind, ResolvedImage } from "./resolved-image.js";
export { type ImageStoreOptions, type LocalImageStore, openImageStore } from "./store/index.js";
export type { ImageUser } from "./user.js";
