import { refusal } from "../config/index.js";
import type { FunctionHost } from "./host.js";
import type { RemoteFunctionOptions } from "./options.js";
import { createRemoteFunction, type RemoteFunction } from "./remote-function.js";

/**
 * Makes remote functions out of functions, and of methods that it decorates.
 *
 * A decorated method keeps its type, generics and overloads included, so it is written as an `async` one: what a
 * call really gives is a {@link FunctionCall}, to be awaited. The object it is called on travels along as `this`.
 */
export interface FunctionDecorator {
  /**
   * As a standard decorator of an instance method or a static one.
   *
   * @typeParam Method - type of the method, which it keeps.
   */
  <Method extends (this: never, ...args: never[]) => Promise<unknown>>(
    method: Method,
    context: { readonly kind: "method" },
  ): Method;
  /**
   * The same for programs compiled with `experimentalDecorators`.
   *
   * @typeParam Method - type of the method, which it keeps.
   */
  <Method extends (this: never, ...args: never[]) => Promise<unknown>>(
    owner: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): TypedPropertyDescriptor<Method>;
  /** As a function that takes a function. */
  <Parameters extends unknown[], Result>(
    fn: (...args: Parameters) => Result,
  ): RemoteFunction<Parameters, Result>;
}

/** Makes the decorator that `session.function(options)` gives. */
export function createDecorator(host: FunctionHost, options: RemoteFunctionOptions): FunctionDecorator {
  const wrap = (fn: (...args: unknown[]) => unknown): unknown => createRemoteFunction(fn, host, options);
  function decorate<Method extends (this: never, ...args: never[]) => Promise<unknown>>(
    method: Method,
    context: { readonly kind: "method" },
  ): Method;
  function decorate<Method extends (this: never, ...args: never[]) => Promise<unknown>>(
    owner: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): TypedPropertyDescriptor<Method>;
  function decorate<Parameters extends unknown[], Result>(
    fn: (...args: Parameters) => Result,
  ): RemoteFunction<Parameters, Result>;
  function decorate(first: unknown, second?: unknown, descriptor?: unknown): unknown {
    if (isDescriptor(descriptor)) return { ...descriptor, value: wrap(methodIn(descriptor)) };
    if (isContext(second) && second.kind !== "method") throw onlyMethods(second.kind);
    if (!isFunction(first)) throw onlyMethods(typeof first);
    return wrap(first);
  }
  return decorate;
}

function methodIn({ value }: PropertyDescriptor): (...args: unknown[]) => unknown {
  if (isFunction(value)) return value;
  throw onlyMethods("accessor");
}

function onlyMethods(kind: string): Error {
  return refusal("fn", `must be a function or a method, but session.function() was put on: ${kind}.`);
}

function isFunction(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === "function";
}

/** What decorators of older compilers get as their third argument. */
function isDescriptor(value: unknown): value is PropertyDescriptor {
  return typeof value === "object" && value !== null && "configurable" in value;
}

/** What standard decorators get as their second argument. */
function isContext(value: unknown): value is { readonly kind: string } {
  return typeof value === "object" && value !== null && "kind" in value && typeof value.kind === "string";
}
