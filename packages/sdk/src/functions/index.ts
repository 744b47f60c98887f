export type { ExplainedVariable } from "../capture/index.js";
export { explainFunction, type FunctionExplanation } from "./explain.js";
export { FunctionCall } from "./function-call.js";
export type { FunctionDecorator } from "./function-decorator.js";
export { createFunctionFactory, type FunctionFactory } from "./function-factory.js";
export { type FunctionHost, type FunctionOwner, rememberHost } from "./host.js";
export type { MapSource } from "./map-source.js";
export type { MapErrorPolicy, MapFailure, MapProgress, MapStreamOptions } from "./map-stream-options.js";
export { type OutputListener, type RemoteFunctionOptions, sandboxOptionsOf } from "./options.js";
export {
  createPythonFunction,
  type PythonFunction,
  type PythonFunctionFactory,
  type PythonFunctionOptions,
} from "./python/index.js";
export type { RemoteCalls } from "./remote-calls.js";
export { type ConstructedFunctionOptions, RemoteFunction } from "./remote-function.js";
export { terminalProgress, type TerminalProgressOptions } from "./terminal-progress.js";
