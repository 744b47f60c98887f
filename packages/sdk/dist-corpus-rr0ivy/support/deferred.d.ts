/** A promise together with the two functions that settle it. */
export interface Deferred<T> {
    readonly promise: Promise<T>;
    readonly resolve: (value: T | PromiseLike<T>) => void;
    readonly reject: (reason: unknown) => void;
}
/** Makes a promise that is settled from outside. Whoever makes it must see to it that somebody handles it. */
export declare function deferred<T>(): Deferred<T>;
/** Does nothing: marks a rejection as seen, or an outcome as not interesting. */
export declare function ignore(): void;
//# sourceMappingURL=deferred.d.ts.map