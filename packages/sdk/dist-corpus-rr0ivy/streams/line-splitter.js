import { SandboxStreamTruncatedError } from "../errors/index.js";
import { decodeText } from "./decoders.js";
/** The longest line, its newline not counted. */
export const LONGEST_LINE_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;
/**
 * Cuts bytes into lines of text, each with its newline. Works on bytes, so that a character or a line may be
 * cut anywhere between two pieces. Each generator must be read to its end before the next call.
 */
export class LineSplitter {
    #parts = [];
    #sizeBytes = 0;
    /**
     * Takes the next piece and yields the lines that it completes.
     *
     * @throws SandboxStreamTruncatedError for a line above {@link LONGEST_LINE_BYTES}, after the lines before it.
     */
    *push(bytes) {
        let start = 0;
        for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
            this.#append(bytes.subarray(start, end));
            yield `${this.#takeLine()}\n`;
            start = end + 1;
        }
        this.#append(bytes.subarray(start));
    }
    /** Yields the last line when it has no newline. */
    *end() {
        if (this.#sizeBytes > 0)
            yield this.#takeLine();
    }
    #append(bytes) {
        this.#sizeBytes += bytes.length;
        if (this.#sizeBytes <= LONGEST_LINE_BYTES) {
            this.#parts.push(bytes);
            return;
        }
        this.#parts = [];
        this.#sizeBytes = 0;
        throw new SandboxStreamTruncatedError(`A line has more than ${LONGEST_LINE_BYTES} bytes and cannot be delivered. ` +
            "Print shorter lines, or read the output as bytes or from a file.");
    }
    #takeLine() {
        const line = decodeText(Buffer.concat(this.#parts));
        this.#parts = [];
        this.#sizeBytes = 0;
        return line;
    }
}
//# sourceMappingURL=line-splitter.js.map