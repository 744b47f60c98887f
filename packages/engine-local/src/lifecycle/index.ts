export { createImageGarbage } from "./image-garbage.js";
export type { EngineLogger, LifeParts } from "./parts.js";
export { recoverSandboxes } from "./recover.js";
export { createRetention } from "./retention.js";

export { SandboxLife } from "./sandbox-life.js";
