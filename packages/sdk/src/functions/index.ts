export { createFunctionFactory, type FunctionDecorator, type FunctionFactory } from "./function-factory.js";
export type { CallProcess, CallSandbox, FunctionHost, FunctionSandboxOptions } from "./host.js";
export type { RemoteFunctionOptions } from "./options.js";
export { createRemoteFunction, type RemoteFunction } from "./remote-function.js";
