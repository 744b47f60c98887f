import { type Item } from "./channel.js";
import { StreamReader } from "./stream-reader.js";
/** Items that a log or terminal reader holds before it slows its sender. */
export declare const READER_CAPACITY_ITEMS = 4096;
/** The producer's end of a stream. */
export interface StreamSink<In extends Item> {
    /** Adds an item; await the result to go no faster than the reader. Items after the end are dropped. */
    push(item: In): Promise<void> | undefined;
    /** Ends the stream behind what was pushed. */
    end(): void;
    /** Ends the stream with an error that the reader throws at this place. */
    fail(error: unknown): void;
    /** True once the reader was closed. */
    readonly closed: boolean;
}
export interface StreamOptions {
    /** Items held before `push` delays its caller; none means without a limit. */
    readonly capacity?: number | undefined;
    /** Called once when the reader is closed before the end, to cancel the producer. */
    readonly onClose?: (() => void) | undefined;
    /** Whether leaving a loop early closes the reader; false by default. */
    readonly closeOnBreak?: boolean | undefined;
}
export interface StreamEnds<In extends Item, Out extends Item> {
    readonly reader: StreamReader<Out>;
    readonly writer: StreamSink<In>;
}
/** A stream whose items arrive as they were pushed. */
export declare function createStream<T extends Item>(options?: StreamOptions): StreamEnds<T, T>;
/** A stream of bytes that arrives as text without cut characters. */
export declare function createTextStream(options?: StreamOptions): StreamEnds<Uint8Array, string>;
//# sourceMappingURL=create-stream.d.ts.map