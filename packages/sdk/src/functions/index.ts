export { createFunctionFactory, type FunctionDecorator, type FunctionFactory } from "./function-factory.js";
export type { FunctionHost } from "./host.js";
export type { RemoteFunctionOptions } from "./options.js";
export type { RemoteFunction } from "./remote-function.js";
