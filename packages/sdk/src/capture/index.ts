export { checkFoundations } from "./builtins/index.js";
export { captureFunction } from "./capture.js";
export { type BundledReference, type Capture, mapStack, refuse, type Trail } from "./payload/index.js";
export { type ExplainedVariable, explainVariables } from "./explain.js";
export { inspectFunction, type InspectedFunction } from "./inspect.js";
export { NOT_CAPTURABLE, REMOTE_FUNCTION } from "./symbols.js";
export { packageOf } from "./engine/index.js";
export { type PackageReference, referenceKey } from "./packages/index.js";
export { declaredNames } from "./source/index.js";
