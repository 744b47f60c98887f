import { refusal, show } from "../config/index.js";
/** Whether something may stand in a command template. */
export function isCommandValue(value) {
    return isPlain(value) || (Array.isArray(value) && value.every(isPlain));
}
/**
 * Splits text into words as a POSIX shell does, with its quotes and backslashes and without any expansion:
 * `$`, `*`, `|` and the like are ordinary characters.
 *
 * @throws CWSandboxValidationError for a quote or backslash that is not finished.
 */
export function splitWords(text) {
    return commandWords([text], []);
}
/**
 * The words of a template: the literal text is split as by {@link splitWords}; a value is exactly one word, or a
 * part of the word it touches, whatever characters it has; an array is several words.
 *
 * @param literals as they stand in the source, so that a backslash is one.
 * @throws CWSandboxValidationError as `splitWords` does, and for an array that touches other text.
 */
export function commandWords(literals, values) {
    const reading = { words: [], word: undefined, quote: "" };
    for (const [index, literal] of literals.entries()) {
        readLiteral(reading, literal);
        if (index >= literals.length - 1)
            break;
        const value = values[index];
        if (!isCommandValue(value)) {
            throw refusal("command", `can hold texts, numbers and arrays of them, but value ${index + 1} is ${show(value)}.`);
        }
        if (isPlain(value))
            reading.word = `${reading.word ?? ""}${value}`;
        else
            readArray(reading, value, literals[index + 1] ?? "");
    }
    if (reading.quote !== "")
        throw refusal("command", `has a quote that is not closed: ${reading.quote}`);
    endWord(reading);
    return reading.words;
}
/** What a backslash protects inside double quotes; before anything else it stands for itself. */
const PROTECTED_IN_QUOTES = '"\\$`\n';
function readLiteral(reading, text) {
    for (let index = 0; index < text.length; index += 1) {
        const character = text.charAt(index);
        if (character === "\\" && isEscape(reading, text.charAt(index + 1))) {
            index += 1;
            // A line that goes on: both characters vanish.
            if (text.charAt(index) !== "\n")
                append(reading, text.charAt(index));
        }
        else {
            readPlain(reading, character);
        }
    }
}
function isEscape({ quote }, next) {
    if (quote === "'")
        return false;
    if (quote === '"')
        return next !== "" && PROTECTED_IN_QUOTES.includes(next);
    if (next === "")
        throw refusal("command", "ends a piece of text with a backslash. Write two for a backslash itself.");
    return true;
}
function readPlain(reading, character) {
    if (reading.quote !== "") {
        if (character === reading.quote)
            reading.quote = "";
        else
            append(reading, character);
    }
    else if (character === "'" || character === '"') {
        reading.quote = character;
        append(reading, "");
    }
    else if (" \t\n".includes(character)) {
        endWord(reading);
    }
    else {
        append(reading, character);
    }
}
function readArray(reading, values, next) {
    if (reading.word !== undefined || !/^(?:[ \t\n]|$)/.test(next)) {
        throw refusal("command", "has an array that touches other text. Put blanks around it, or join it.");
    }
    reading.words.push(...values.map(String));
}
function append(reading, text) {
    reading.word = `${reading.word ?? ""}${text}`;
}
function endWord(reading) {
    if (reading.word !== undefined)
        reading.words.push(reading.word);
    reading.word = undefined;
}
function isPlain(value) {
    return typeof value === "string" || typeof value === "number";
}
//# sourceMappingURL=command-words.js.map