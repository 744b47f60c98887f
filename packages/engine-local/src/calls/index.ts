export { installCallTools } from "./call-tools.js";
export { LocalCalls } from "./local-calls.js";
export type { LocalCallsOptions } from "./local-calls.js";
