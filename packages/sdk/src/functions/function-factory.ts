import type { FunctionHost } from "./host.js";
import { readFunctionOptions, type RemoteFunctionOptions } from "./options.js";
import { createRemoteFunction, type RemoteFunction } from "./remote-function.js";

/** Makes remote functions out of functions, and of methods that it decorates. */
export interface FunctionDecorator {
  /**
   * As a decorator. A call through an object takes the object along as `this` if the method uses it. The type
   * stays that of the method, so write an `async` one: what a call really gives is to be awaited.
   */
  <This, Parameters extends unknown[], Result>(
    method: (this: This, ...args: Parameters) => Promise<Result>,
    context: ClassMethodDecoratorContext<This, (this: This, ...args: Parameters) => Promise<Result>>,
  ): (this: This, ...args: Parameters) => Promise<Result>;
  <Parameters extends unknown[], Result>(
    fn: (...args: Parameters) => Result,
  ): RemoteFunction<Parameters, Result>;
}

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
      : makeDecorator(host, readFunctionOptions(first));
  }
  return make;
}

function makeDecorator(host: FunctionHost, options: RemoteFunctionOptions): FunctionDecorator {
  function decorate<This, Parameters extends unknown[], Result>(
    method: (this: This, ...args: Parameters) => Promise<Result>,
    context: ClassMethodDecoratorContext<This, (this: This, ...args: Parameters) => Promise<Result>>,
  ): (this: This, ...args: Parameters) => Promise<Result>;
  function decorate<Parameters extends unknown[], Result>(
    fn: (...args: Parameters) => Result,
  ): RemoteFunction<Parameters, Result>;
  function decorate<Parameters extends unknown[], Result>(fn: (...args: Parameters) => Result): unknown {
    return createRemoteFunction(fn, host, options);
  }
  return decorate;
}
