export type { CallBehaviour, CallPayloads } from "./case.js";
export { describeEngineConformance } from "./suite.js";
export type { ConformanceOptions, ConformanceTest } from "./suite.js";
