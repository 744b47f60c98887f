export { describeEngineConformance } from "./suite.js";
export type { ConformanceOptions, ConformanceTest } from "./suite.js";
