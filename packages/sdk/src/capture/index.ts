export { captureFunction } from "./capture.js";
export type { Capture } from "./graph.js";
export { inspectFunction, type InspectedFunction } from "./inspect.js";
export { mapStack } from "./stack-mapping.js";
export { NOT_CAPTURABLE, REMOTE_FUNCTION } from "./symbols.js";
