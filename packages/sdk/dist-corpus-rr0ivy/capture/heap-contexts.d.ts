/** The activations (scopes with memory of their own) that a function lives in, innermost first. */
export type ContextChain = readonly number[];
export declare function isHeapReadable(): boolean;
/**
 * Finds out which functions were made in the same activation. Nothing else in the engine tells two
 * activations with equal variables apart. Takes a fraction of a second, so it is the last resort.
 *
 * @returns One chain per function, in order; equal numbers mean the same activation.
 */
export declare function contextChains(functions: readonly object[]): ContextChain[];
//# sourceMappingURL=heap-contexts.d.ts.map