export { ensureEmbeddedServer, untilServerLeft } from "./ensure.js";
export { findEmbeddedServer } from "./find.js";
//# sourceMappingURL=index.js.map