export { inspectHost } from "./host/index.js";
export type {
  HostCheck,
  HostMode,
  HostProgram,
  HostReport,
  InspectHostOptions,
  RuntimeName,
} from "./host/index.js";
export type { EngineLogger } from "./lifecycle/index.js";
export type { LocalEngineOptions } from "./local-engine-options.js";
export { openLocalEngine } from "./open-local-engine.js";
