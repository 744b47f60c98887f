import type { FunctionHost } from "./host.js";
import { type RemoteFunctionOptions } from "./options.js";
import { type RemoteFunction } from "./remote-function.js";
/** Makes remote functions out of functions, and of methods that it decorates. */
export interface FunctionDecorator {
    /**
     * As a decorator. A call through an object takes the object along as `this` if the method uses it. The type
     * stays that of the method, so write an `async` one: what a call really gives is to be awaited.
     */
    <This, Parameters extends unknown[], Result>(method: (this: This, ...args: Parameters) => Promise<Result>, context: ClassMethodDecoratorContext<This, (this: This, ...args: Parameters) => Promise<Result>>): (this: This, ...args: Parameters) => Promise<Result>;
    <Parameters extends unknown[], Result>(fn: (...args: Parameters) => Result): RemoteFunction<Parameters, Result>;
}
/** `session.function`: with a function, or with options only, which gives a decorator. */
export interface FunctionFactory {
    <Parameters extends unknown[], Result>(fn: (...args: Parameters) => Result, options?: RemoteFunctionOptions): RemoteFunction<Parameters, Result>;
    (options?: RemoteFunctionOptions): FunctionDecorator;
}
/** The `function` member of a session. */
export declare function createFunctionFactory(host: FunctionHost): FunctionFactory;
//# sourceMappingURL=function-factory.d.ts.map