/** A queue whose operations cost the same however long it is; an array's `shift` does not. */
export declare class Fifo<Item> {
    #private;
    get length(): number;
    push(item: Item): void;
    /** The oldest item, left where it is. */
    peek(): Item | undefined;
    /** Takes the oldest item, or gives undefined when there is none. */
    shift(): Item | undefined;
    /** Removes and gives everything. */
    drain(): Item[];
}
//# sourceMappingURL=fifo.d.ts.map