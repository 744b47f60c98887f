export { layCable } from "./cable.js";
export { failureOf } from "./failure.js";
export { createGate } from "./gate.js";
export { override } from "./override.js";
export { createRequest, runningSandbox, untilState } from "./sandboxes.js";
export { configOf, connectTo, openChannel, startUnderTest } from "./server-under-test.js";
export type { ServerUnderTest } from "./server-under-test.js";
export { temporaryDirectory } from "./temporary-directory.js";
