export { EngineError } from "./engine-error.js";
export type { EngineErrorCode, EngineErrorDetails } from "./engine-error.js";
