export { type BuiltinImage, prepareBuiltin } from "./prepare-builtin.js";
export { type BuiltinSources, hostBuiltinSources } from "./sources.js";
