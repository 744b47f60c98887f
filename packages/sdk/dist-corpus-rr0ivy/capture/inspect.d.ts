/** What is known about a function when it is wrapped. */
export interface InspectedFunction {
    readonly name: string;
    readonly length: number;
    /** The innermost original, without wrappers made by `session.function`. */
    readonly original: object;
}
/**
 * Checks that a value can become a remote function. An `async` function can: it is awaited in the sandbox.
 *
 * @throws AsyncFunctionError for generators and async generators, whose result is not one value.
 * @throws CWSandboxValidationError for anything that is not a function with code of its own.
 */
export declare function inspectFunction(fn: unknown): InspectedFunction;
//# sourceMappingURL=inspect.d.ts.map