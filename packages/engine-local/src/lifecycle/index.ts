export { planContainer, resolveBase, writeMountedFiles } from "./container-plan.js";
export { createImageGarbage } from "./image-garbage.js";
export type { Life } from "./life.js";
export { lastChange, outcomeOfFailedStart } from "./outcome.js";
export type { Outcome } from "./outcome.js";
export type { EngineLogger, LifeParts } from "./parts.js";
export { recoverSandboxes } from "./recover.js";
export { createRetention } from "./retention.js";
export { SandboxLife } from "./sandbox-life.js";
