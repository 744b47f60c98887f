/** Anything that can be an item of a stream; undefined and null cannot. */
export type Item = object | string | number | boolean;
/** Turns items into what the reader sees; keeps what is incomplete until more comes. */
export interface ItemDecoder<In, Out> {
    /** The next thing to deliver, or undefined when this item completes nothing. */
    decode(item: In): Out | undefined;
    /** What is left at the end of the stream, or undefined. */
    flush(): Out | undefined;
}
/** How a channel behaves. */
export interface ChannelOptions<In, Out> {
    readonly decoder: ItemDecoder<In, Out>;
    /** Items held before `push` delays its caller; none means without a limit. */
    readonly capacity?: number | undefined;
    /** Called once when the reading side gives up before the end. */
    readonly onClose?: (() => void) | undefined;
}
/**
 * The buffer between one producer and its readers. Items are decoded when they are delivered, so that a slow
 * reader costs the raw bytes and nothing more.
 */
export declare class Channel<In extends Item, Out extends Item> {
    #private;
    constructor(options: ChannelOptions<In, Out>);
    /** True once the reading side has given up; further items go nowhere. */
    get closed(): boolean;
    /** Adds an item. The promise, if any, resolves when the item has a place or nobody wants it any more. */
    push(item: In): Promise<void> | undefined;
    /** Ends the stream behind the items that are still held. */
    end(): void;
    /** Ends the stream with an error in its place behind the items that are still held. */
    fail(error: unknown): void;
    /** Gives up reading: drops what is held, ends waiting readers and tells the producer. */
    close(): void;
    /** The next item for the reader, as soon as there is one. */
    next(): Promise<IteratorResult<Out, undefined>>;
    /** The next item as it was pushed. Whoever reads so does not also read the decoded ones. */
    nextRaw(): Promise<IteratorResult<In, undefined>>;
}
//# sourceMappingURL=channel.d.ts.map