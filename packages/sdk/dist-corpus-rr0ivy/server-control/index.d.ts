export { type EmbeddedServerStatus, getEmbeddedServerStatus, type RunningServer } from "./status.js";
export { stopEmbeddedServer } from "./stop.js";
//# sourceMappingURL=index.d.ts.map