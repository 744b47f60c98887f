import type { Channel, Item } from "./channel.js";
/** The reading end of a channel, whatever is written into it. */
export type ReadableChannel<T extends Item> = Pick<Channel<never, T>, "next" | "close">;
export interface StreamReaderOptions {
    /**
     * Whether leaving a `for await` loop early closes the reader. Readers that own their producer (logs) do,
     * so that nothing keeps running; output of a process or terminal stays readable by the next loop.
     */
    readonly closeOnBreak?: boolean | undefined;
    /** The same channel before decoding, for readers of text. */
    readonly raw?: ReadableChannel<Uint8Array> | undefined;
}
/** A reader of something that can be looked at as text and as bytes. */
type ReadableText = StreamReader<string | Uint8Array>;
/**
 * Pieces of a stream in the order of their arrival, for `for await`. Every piece is delivered once, however
 * many loops read; after the end, or after an error was thrown at its place, loops yield nothing.
 *
 * Output can be looked at in other ways: `lines()`, `bytes()`, `text()`, `toReadableStream()`. Choose one way
 * for each stream: what one of them has taken, the others do not see.
 */
export declare class StreamReader<T extends Item> implements AsyncIterable<T> {
    #private;
    /** @hidden */
    constructor(channel: ReadableChannel<T>, options?: StreamReaderOptions);
    /** Takes the pieces that no other loop has taken, until the end. */
    [Symbol.asyncIterator](): AsyncIterator<T, undefined>;
    /**
     * The stream as bytes: those that were sent, also where they are no text.
     *
     * @throws SandboxExecutionError when the stream is already being read as text.
     */
    bytes(this: ReadableText): AsyncIterable<Uint8Array>;
    /**
     * The stream as lines of UTF-8 text without their line ends (`\n` or `\r\n`), however it was cut on its way.
     *
     * @throws SandboxExecutionError at once when the stream is already being read as text, and
     *   SandboxStreamTruncatedError from the loop for a line above 1 MiB.
     */
    lines(this: ReadableText): AsyncIterable<string>;
    /** All that has not been read yet as one text, when the stream has ended; invalid bytes become U+FFFD. */
    text(this: ReadableText): Promise<string>;
    /** The stream as a web stream of bytes, read no faster than it is taken. Cancelling it closes this reader. */
    toReadableStream(this: ReadableText): ReadableStream<Uint8Array>;
    /**
     * Stops reading: the iteration ends, a waiting consumer wakes up, and the producer of a log or terminal is
     * cancelled. A command whose output is closed goes on. Calling it again does nothing.
     */
    close(): void;
}
export {};
//# sourceMappingURL=stream-reader.d.ts.map