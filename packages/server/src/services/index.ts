export { createServices } from "./create-services.js";
export type { ServiceContext } from "./context.js";
export { restore } from "./restore.js";
export { stopQuietly } from "./stop-quietly.js";
