import { OperationRef } from "../handles/index.js";
import type { FunctionHost } from "./host.js";
import type { MapSource } from "./map-source.js";
import type { MapStreamOptions } from "./map-stream-options.js";
import { type RemoteFunctionOptions } from "./options.js";
/** A function whose calls run in sandboxes, each in a new one. Made by `session.function`. */
export interface RemoteFunction<Parameters extends unknown[], Result> {
    /** The same as {@link RemoteFunction.remote}; as a method, it takes its object along as `this`. */
    (...args: Parameters): OperationRef<Awaited<Result>>;
    /** Name of the original function. */
    readonly name: string;
    /** The function as it was given, with all other wrappers. */
    readonly original: (...args: Parameters) => Result;
    /**
     * Starts one execution and returns at once. Everything that can go wrong arrives through the handle:
     * FunctionSerializationError before any sandbox exists, SandboxExecutionError when the function throws or ends
     * its process, SandboxTimeoutError when it takes too long.
     */
    readonly remote: (...args: Parameters) => OperationRef<Awaited<Result>>;
    /** Starts one execution per argument list, all at once, and returns their handles in the same order. */
    readonly map: (items: Iterable<Readonly<Parameters>>) => OperationRef<Awaited<Result>>[];
    /**
     * Maps over a source of any length, also an endless or asynchronous one: at most `concurrency` calls run at a
     * time, and the source is read only as fast as results are taken. Leaving the loop ends everything.
     */
    readonly mapStream: <Replacement = never>(items: MapSource<Readonly<Parameters>>, options?: MapStreamOptions<Parameters, Replacement>) => AsyncGenerator<Awaited<Result> | Replacement, void, undefined>;
    /** Calls the original in this process. */
    readonly local: (...args: Parameters) => Result;
    /** A new remote function with these options over the present ones. */
    readonly with: (options: RemoteFunctionOptions) => RemoteFunction<Parameters, Result>;
}
/**
 * Makes a remote function. Nothing is sent before a call.
 *
 * @throws AsyncFunctionError for generators, whose result is not one value.
 * @throws CWSandboxValidationError for what is not a function, and for unknown or wrong options.
 */
export declare function createRemoteFunction<Parameters extends unknown[], Result>(fn: (...args: Parameters) => Result, host: FunctionHost, options?: RemoteFunctionOptions): RemoteFunction<Parameters, Result>;
//# sourceMappingURL=remote-function.d.ts.map