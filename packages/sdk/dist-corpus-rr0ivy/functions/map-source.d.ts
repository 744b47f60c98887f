/** Where the argument lists of a map come from. */
export type MapSource<Item> = Iterable<Item> | AsyncIterable<Item>;
/** Reads a source one item after the other, whatever kind it is. */
export interface SourceReader<Item> {
    /** How many items there are, when the source tells; else null. */
    readonly total: number | null;
    readonly next: () => Promise<IteratorResult<Item, unknown>>;
    /** Tells the source that no more items are wanted. */
    readonly close: () => Promise<void>;
}
/** @throws CWSandboxValidationError for what cannot be iterated. */
export declare function readSource<Item>(source: MapSource<Item>): SourceReader<Item>;
//# sourceMappingURL=map-source.d.ts.map