/** The longest line, its newline not counted. */
export declare const LONGEST_LINE_BYTES: number;
/**
 * Cuts bytes into lines of text, each with its newline. Works on bytes, so that a character or a line may be
 * cut anywhere between two pieces. Each generator must be read to its end before the next call.
 */
export declare class LineSplitter {
    #private;
    /**
     * Takes the next piece and yields the lines that it completes.
     *
     * @throws SandboxStreamTruncatedError for a line above {@link LONGEST_LINE_BYTES}, after the lines before it.
     */
    push(bytes: Uint8Array): Generator<string, void>;
    /** Yields the last line when it has no newline. */
    end(): Generator<string, void>;
}
//# sourceMappingURL=line-splitter.d.ts.map