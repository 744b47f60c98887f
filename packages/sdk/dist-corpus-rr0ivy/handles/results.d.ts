type Values<Refs extends readonly PromiseLike<unknown>[]> = {
    -readonly [Index in keyof Refs]: Awaited<Refs[Index]>;
};
/** Waits for one handle and gives its value. */
export declare function results<T>(ref: PromiseLike<T>): Promise<T>;
/**
 * Waits for several handles, processes included, and gives their values in the same order. An empty list
 * gives an empty list.
 *
 * @throws the error of the first failed handle in list order; the others go on.
 */
export declare function results<const Refs extends readonly PromiseLike<unknown>[]>(refs: Refs): Promise<Values<Refs>>;
/** The same for any iterable, also a lazy one. */
export declare function results<T>(refs: Iterable<PromiseLike<T>>): Promise<T[]>;
export {};
//# sourceMappingURL=results.d.ts.map