import { CWSandboxValidationError, SandboxExecutionError } from "../errors/index.js";
import { OperationRef } from "../handles/index.js";
/** The standard input of a process or terminal. Order is kept; 16 writes may wait before the next is delayed. */
export class StreamWriter {
    #sink;
    #state;
    #closing = null;
    /** @hidden */
    constructor(sink, state) {
        this.#sink = sink;
        this.#state = state;
    }
    /** True once `close()` was called. */
    get closed() {
        return this.#closing !== null;
    }
    /**
     * Queues bytes, or text as UTF-8. The handle completes when they are queued, not when they are received;
     * await it to write no faster than the process reads. The bytes are copied, the array may be used again.
     *
     * @throws SandboxExecutionError at once after `close()`, or when the process or terminal has ended.
     */
    write(data) {
        this.#assertWritable();
        return new OperationRef(this.#queue({ kind: "data", bytes: copyBytes(data) }));
    }
    /**
     * Writes text and one newline.
     *
     * @param encoding how the text becomes bytes; UTF-8 by default.
     * @throws SandboxExecutionError as `write` does.
     */
    writeline(text, encoding = "utf-8") {
        this.#assertWritable();
        if (!Buffer.isEncoding(encoding)) {
            throw new CWSandboxValidationError(`encoding "${String(encoding)}" is unknown. Use for example "utf-8" or "latin1".`, { field: "encoding" });
        }
        return new OperationRef(this.#queue({ kind: "data", bytes: Buffer.from(`${text}\n`, encoding) }));
    }
    /** Queues the end of input behind pending writes. Later calls change nothing and complete at once. */
    close() {
        if (this.#closing !== null)
            return new OperationRef(Promise.resolve());
        const queued = this.#state.failure === null ? this.#sink.push({ kind: "end" }) : undefined;
        this.#closing = new OperationRef(Promise.resolve(queued));
        return this.#closing;
    }
    /**
     * This input as a web stream of bytes or text, written no faster than the process reads. Closing it ends the
     * input, and so does aborting it; the process goes on.
     */
    toWritableStream() {
        return new WritableStream({
            write: (data) => this.write(data).result(),
            close: () => this.close().result(),
            abort: () => this.close().result(),
        });
    }
    async #queue(item) {
        const delay = this.#sink.push(item);
        if (delay === undefined)
            return;
        await delay;
        if (this.#state.failure !== null)
            throw failed(this.#state.failure);
    }
    #assertWritable() {
        if (this.closed) {
            throw new SandboxExecutionError("The input stream is closed: nothing can be written after close().");
        }
        if (this.#state.failure !== null)
            throw failed(this.#state.failure);
    }
}
function failed(cause) {
    return new SandboxExecutionError(`The input stream has failed: ${cause.message}.`, { cause });
}
function copyBytes(data) {
    if (typeof data === "string")
        return Buffer.from(data);
    if (data instanceof Uint8Array)
        return new Uint8Array(data);
    throw new CWSandboxValidationError(`data must be a Uint8Array or text, but is ${typeof data}.`, {
        field: "data",
    });
}
//# sourceMappingURL=stream-writer.js.map