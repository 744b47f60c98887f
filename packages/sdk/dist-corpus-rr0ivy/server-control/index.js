export { getEmbeddedServerStatus } from "./status.js";
export { stopEmbeddedServer } from "./stop.js";
//# sourceMappingURL=index.js.map