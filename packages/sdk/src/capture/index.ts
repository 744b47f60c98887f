export { captureFunction } from "./capture.js";
export type { BundledReference } from "./builder.js";
export type { Capture } from "./graph.js";
export { inspectFunction, type InspectedFunction } from "./inspect.js";
export { mapStack } from "./stack-mapping.js";
export { NOT_CAPTURABLE, REMOTE_FUNCTION } from "./symbols.js";
export { packageOf } from "./scripts.js";
export { type PackageReference, referenceKey } from "./package-reference.js";
export { refuse, type Trail } from "./trail.js";
