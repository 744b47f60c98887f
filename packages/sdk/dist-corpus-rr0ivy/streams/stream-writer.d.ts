import { OperationRef } from "../handles/index.js";
import type { InputItem } from "./input-items.js";
interface InputSink {
    push(item: InputItem): Promise<void> | undefined;
}
/** Set from outside once nothing can be delivered any more. */
interface InputState {
    readonly failure: Error | null;
}
/** The standard input of a process or terminal. Order is kept; 16 writes may wait before the next is delayed. */
export declare class StreamWriter {
    #private;
    /** @hidden */
    constructor(sink: InputSink, state: InputState);
    /** True once `close()` was called. */
    get closed(): boolean;
    /**
     * Queues bytes, or text as UTF-8. The handle completes when they are queued, not when they are received;
     * await it to write no faster than the process reads. The bytes are copied, the array may be used again.
     *
     * @throws SandboxExecutionError at once after `close()`, or when the process or terminal has ended.
     */
    write(data: Uint8Array | string): OperationRef<void>;
    /**
     * Writes text and one newline.
     *
     * @param encoding how the text becomes bytes; UTF-8 by default.
     * @throws SandboxExecutionError as `write` does.
     */
    writeline(text: string, encoding?: BufferEncoding): OperationRef<void>;
    /** Queues the end of input behind pending writes. Later calls change nothing and complete at once. */
    close(): OperationRef<void>;
    /**
     * This input as a web stream of bytes or text, written no faster than the process reads. Closing it ends the
     * input, and so does aborting it; the process goes on.
     */
    toWritableStream(): WritableStream<Uint8Array | string>;
}
export {};
//# sourceMappingURL=stream-writer.d.ts.map