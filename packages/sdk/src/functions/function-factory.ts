import { createDecorator, type FunctionDecorator } from "./function-decorator.js";
import type { FunctionHost } from "./host.js";
import { readFunctionOptions, type RemoteFunctionOptions } from "./options.js";
import { createRemoteFunction, type RemoteFunction } from "./remote-function.js";

/** `session.function`: with a function, or with options only, which gives a decorator. */
export interface FunctionFactory {
  <Parameters extends unknown[], Result>(
    fn: (...args: Parameters) => Result,
    options?: RemoteFunctionOptions,
  ): RemoteFunction<Parameters, Result>;
  (options?: RemoteFunctionOptions): FunctionDecorator;
}

/** The `function` member of a session. */
export function createFunctionFactory(host: FunctionHost): FunctionFactory {
  function make<Parameters extends unknown[], Result>(
    fn: (...args: Parameters) => Result,
    options?: RemoteFunctionOptions,
  ): RemoteFunction<Parameters, Result>;
  function make(options?: RemoteFunctionOptions): FunctionDecorator;
  function make<Parameters extends unknown[], Result>(
    first: ((...args: Parameters) => Result) | RemoteFunctionOptions = {},
    options?: RemoteFunctionOptions,
  ): unknown {
    return typeof first === "function"
      ? createRemoteFunction(first, host, options)
      : createDecorator(host, readFunctionOptions(first));
  }
  return make;
}
