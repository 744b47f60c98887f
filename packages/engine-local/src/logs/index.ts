export { readLog } from "./read-log.js";
export type { LogSource } from "./read-log.js";
