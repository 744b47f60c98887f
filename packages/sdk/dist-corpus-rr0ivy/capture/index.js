export { captureFunction } from "./capture.js";
export { inspectFunction } from "./inspect.js";
export { mapStack } from "./stack-mapping.js";
export { NOT_CAPTURABLE, REMOTE_FUNCTION } from "./symbols.js";
//# sourceMappingURL=index.js.map