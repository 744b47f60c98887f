import { SandboxExecutionError } from "../errors/index.js";
import { linesIn, onlyBytes, toText } from "./views.js";
/**
 * Pieces of a stream in the order of their arrival, for `for await`. Every piece is delivered once, however
 * many loops read; after the end, or after an error was thrown at its place, loops yield nothing.
 *
 * Output can be looked at in other ways: `lines()`, `bytes()`, `text()`, `toReadableStream()`. Choose one way
 * for each stream: what one of them has taken, the others do not see.
 */
export class StreamReader {
    #channel;
    #options;
    /** Made once, so that a second loop over the lines goes on where the first one left. */
    #lines = null;
    #view = null;
    /** @hidden */
    constructor(channel, options = {}) {
        this.#channel = channel;
        this.#options = options;
    }
    /** Takes the pieces that no other loop has taken, until the end. */
    [Symbol.asyncIterator]() {
        this.#choose("pieces");
        return this.#loop(() => this.#channel.next());
    }
    /**
     * The stream as bytes: those that were sent, also where they are no text.
     *
     * @throws SandboxExecutionError when the stream is already being read as text.
     */
    bytes() {
        return { [Symbol.asyncIterator]: () => this.#bytesLoop() };
    }
    /**
     * The stream as lines of UTF-8 text without their line ends (`\n` or `\r\n`), however it was cut on its way.
     *
     * @throws SandboxExecutionError at once when the stream is already being read as text, and
     *   SandboxStreamTruncatedError from the loop for a line above 1 MiB.
     */
    lines() {
        const lines = (this.#lines ??= linesIn(this.bytes()));
        return { [Symbol.asyncIterator]: () => this.#loop(() => lines.next()) };
    }
    /** All that has not been read yet as one text, when the stream has ended; invalid bytes become U+FFFD. */
    async text() {
        return toText(this.bytes());
    }
    /** The stream as a web stream of bytes, read no faster than it is taken. Cancelling it closes this reader. */
    toReadableStream() {
        const bytes = this.#bytesLoop();
        return new ReadableStream({
            pull: async (controller) => {
                const step = await bytes.next();
                if (step.done === true)
                    controller.close();
                else
                    controller.enqueue(step.value);
            },
            cancel: () => this.close(),
        }, { highWaterMark: 0 });
    }
    /**
     * Stops reading: the iteration ends, a waiting consumer wakes up, and the producer of a log or terminal is
     * cancelled. A command whose output is closed goes on. Calling it again does nothing.
     */
    close() {
        this.#channel.close();
    }
    #bytesLoop() {
        const { raw } = this.#options;
        if (raw === undefined)
            return onlyBytes(this[Symbol.asyncIterator]());
        this.#choose("bytes");
        return this.#loop(() => raw.next());
    }
    #loop(next) {
        return {
            next,
            return: async () => {
                if (this.#options.closeOnBreak === true)
                    this.close();
                return { done: true, value: undefined };
            },
        };
    }
    /** A character that is cut between two pieces would be lost between the two ways of reading. */
    #choose(view) {
        this.#view ??= view;
        if (this.#view === view || this.#options.raw === undefined)
            return;
        const [first, second] = view === "bytes" ? ["text", "bytes or lines"] : ["bytes or lines", "text"];
        throw new SandboxExecutionError(`The stream is being read as ${first}, so it cannot be read as ${second} too.`);
    }
}
//# sourceMappingURL=stream-reader.js.map