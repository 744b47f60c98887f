import { Fifo } from "../support/index.js";
/**
 * The buffer between one producer and its readers. Items are decoded when they are delivered, so that a slow
 * reader costs the raw bytes and nothing more.
 */
export class Channel {
    #options;
    #items = new Fifo();
    #readers = new Fifo();
    #delayedWriters = new Fifo();
    #ended = false;
    #closed = false;
    #failure = null;
    constructor(options) {
        this.#options = options;
    }
    /** True once the reading side has given up; further items go nowhere. */
    get closed() {
        return this.#closed;
    }
    /** Adds an item. The promise, if any, resolves when the item has a place or nobody wants it any more. */
    push(item) {
        if (this.#ended || this.#closed)
            return undefined;
        this.#items.push(item);
        this.#serveReaders();
        if (this.#items.length <= (this.#options.capacity ?? Number.POSITIVE_INFINITY))
            return undefined;
        return new Promise((resolve) => this.#delayedWriters.push(resolve));
    }
    /** Ends the stream behind the items that are still held. */
    end() {
        if (this.#ended || this.#closed)
            return;
        this.#ended = true;
        this.#serveReaders();
    }
    /** Ends the stream with an error in its place behind the items that are still held. */
    fail(error) {
        if (this.#ended || this.#closed)
            return;
        this.#failure = { error };
        this.end();
    }
    /** Gives up reading: drops what is held, ends waiting readers and tells the producer. */
    close() {
        if (this.#closed)
            return;
        const cutShort = !this.#ended;
        this.#closed = true;
        this.#failure = null;
        this.#items.drain();
        for (const admit of this.#delayedWriters.drain())
            admit();
        this.#serveReaders();
        if (cutShort)
            this.#options.onClose?.();
    }
    /** The next item for the reader, as soon as there is one. */
    async next() {
        return this.#wait(() => this.#takeDecoded());
    }
    /** The next item as it was pushed. Whoever reads so does not also read the decoded ones. */
    async nextRaw() {
        return this.#wait(() => this.#take());
    }
    async #wait(take) {
        return new Promise((resolve, reject) => {
            this.#readers.push(() => {
                const value = take();
                const failure = this.#failure;
                if (value !== undefined) {
                    resolve({ done: false, value });
                }
                else if (!this.#ended && !this.#closed) {
                    return false;
                }
                else if (failure === null) {
                    resolve({ done: true, value: undefined });
                }
                else {
                    this.#failure = null;
                    reject(failure.error);
                }
                return true;
            });
            this.#serveReaders();
        });
    }
    #serveReaders() {
        while (this.#readers.peek()?.() === true)
            this.#readers.shift();
    }
    #takeDecoded() {
        if (this.#closed)
            return undefined;
        for (let item = this.#take(); item !== undefined; item = this.#take()) {
            const value = this.#options.decoder.decode(item);
            if (value !== undefined)
                return value;
        }
        return this.#ended ? this.#options.decoder.flush() : undefined;
    }
    #take() {
        const item = this.#closed ? undefined : this.#items.shift();
        if (item !== undefined)
            this.#delayedWriters.shift()?.();
        return item;
    }
}
//# sourceMappingURL=channel.js.map