export { createFunctionFactory } from "./function-factory.js";
export { terminalProgress } from "./terminal-progress.js";
//# sourceMappingURL=index.js.map