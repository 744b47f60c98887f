import type { Capture } from "./graph.js";
/**
 * Captures a function with everything it uses, with the values of this moment. The documented rule: helpers,
 * classes and variables travel in full; what cannot travel is refused by the variable's name and its path.
 *
 * @param fn - Any function value except a generator; see `inspectFunction`.
 * @param options.receiver - Its `this`; travels only when the function uses it.
 * @param options.args - Arguments that travel in the graph, with everything they share with the variables.
 * @throws FunctionSerializationError naming the variable that cannot travel.
 * @throws FunctionError where this process does not allow looking into functions.
 */
export declare function captureFunction(fn: object, { receiver, args }?: {
    readonly receiver?: unknown;
    readonly args?: readonly unknown[];
}): Capture;
//# sourceMappingURL=capture.d.ts.map