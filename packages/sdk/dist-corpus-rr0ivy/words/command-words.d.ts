/** What may stand in a command template: one word, or several. */
export type CommandValue = string | number | readonly (string | number)[];
/** Whether something may stand in a command template. */
export declare function isCommandValue(value: unknown): value is CommandValue;
/**
 * Splits text into words as a POSIX shell does, with its quotes and backslashes and without any expansion:
 * `$`, `*`, `|` and the like are ordinary characters.
 *
 * @throws CWSandboxValidationError for a quote or backslash that is not finished.
 */
export declare function splitWords(text: string): string[];
/**
 * The words of a template: the literal text is split as by {@link splitWords}; a value is exactly one word, or a
 * part of the word it touches, whatever characters it has; an array is several words.
 *
 * @param literals as they stand in the source, so that a backslash is one.
 * @throws CWSandboxValidationError as `splitWords` does, and for an array that touches other text.
 */
export declare function commandWords(literals: readonly string[], values: readonly unknown[]): string[];
//# sourceMappingURL=command-words.d.ts.map