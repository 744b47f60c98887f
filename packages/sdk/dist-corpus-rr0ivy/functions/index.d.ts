export { createFunctionFactory, type FunctionDecorator, type FunctionFactory } from "./function-factory.js";
export type { FunctionHost } from "./host.js";
export type { MapSource } from "./map-source.js";
export type { MapErrorPolicy, MapFailure, MapProgress, MapStreamOptions } from "./map-stream-options.js";
export type { RemoteFunctionOptions } from "./options.js";
export type { RemoteFunction } from "./remote-function.js";
export { terminalProgress, type TerminalProgressOptions } from "./terminal-progress.js";
//# sourceMappingURL=index.d.ts.map