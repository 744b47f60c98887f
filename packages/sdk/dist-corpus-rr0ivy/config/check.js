import { CWSandboxValidationError } from "../errors/index.js";
import { nearest } from "../support/index.js";
/** Makes the error for a refused argument; the text begins with the field's name. */
export function refusal(field, problem) {
    return new CWSandboxValidationError(`${field} ${problem}`, { field });
}
/** A value as short text for error messages. */
export function show(value) {
    if (typeof value === "string")
        return JSON.stringify(value);
    if (Array.isArray(value))
        return "an array";
    return typeof value === "object" && value !== null ? "an object" : String(value);
}
/** Whether a value is absent: undefined and null both mean "not given". */
export function isAbsent(value) {
    return value === undefined || value === null;
}
/** Whether a value is an object with named members: no array, no date, no map, no bytes. */
export function isRecord(value) {
    return Object.prototype.toString.call(value) === "[object Object]";
}
/** Refuses a key that is none of the known ones, and names the one that was probably meant. */
export function checkKnownKeys(value, known, owner) {
    for (const key of Object.keys(value)) {
        if (known.includes(key))
            continue;
        const meant = nearest(key, known);
        const hint = meant === undefined ? `Known are: ${known.join(", ")}.` : `Did you mean "${meant}"?`;
        throw new CWSandboxValidationError(`${owner} has no option "${key}". ${hint}`, { field: key });
    }
}
/** Text, or undefined when absent. */
export function optionalText(field, value) {
    if (isAbsent(value))
        return undefined;
    if (typeof value === "string")
        return value;
    throw refusal(field, `must be text, but is ${show(value)}.`);
}
/** Text with at least one character. */
export function requiredText(field, value) {
    const text = optionalText(field, value);
    if (text === undefined || text === "")
        throw refusal(field, "must be given and not be empty.");
    return text;
}
/** A frozen copy of a list of texts, or undefined when absent. A bare text is refused: it would be cut into letters. */
export function optionalTextList(field, value) {
    if (isAbsent(value))
        return undefined;
    if (!Array.isArray(value)) {
        const advice = typeof value === "string" ? ` Write [${show(value)}].` : "";
        throw refusal(field, `must be an array of texts, but is ${show(value)}.${advice}`);
    }
    return Object.freeze(value.map((item, index) => entryText(`${field}[${index}]`, item)));
}
/** One of a few texts, or undefined when absent. */
export function optionalChoice(field, value, choices) {
    if (isAbsent(value))
        return undefined;
    const choice = choices.find((candidate) => candidate === value);
    if (choice !== undefined)
        return choice;
    throw refusal(field, `must be one of ${choices.join(", ")}, but is ${show(value)}.`);
}
/** The same, whatever the case of the letters. */
export function optionalChoiceInAnyCase(field, value, choices) {
    return optionalChoice(field, typeof value === "string" ? value.toLowerCase() : value, choices);
}
/** True or false, or undefined when absent. */
export function optionalFlag(field, value) {
    if (isAbsent(value))
        return undefined;
    if (typeof value === "boolean")
        return value;
    throw refusal(field, `must be true or false, but is ${show(value)}.`);
}
/** A frozen list, each entry read by its own rule; empty when absent. */
export function readList(field, value, readEntry) {
    if (isAbsent(value))
        return Object.freeze([]);
    if (!Array.isArray(value))
        throw refusal(field, `must be an array, but is ${show(value)}.`);
    return Object.freeze(value.map((entry, index) => readEntry(`${field}[${index}]`, entry)));
}
/** An object with no other than the known members. */
export function requiredRecord(field, value, known) {
    if (!isRecord(value)) {
        throw refusal(field, `must be an object with ${known.join(", ")}, but is ${show(value)}.`);
    }
    checkKnownKeys(value, known, field);
    return value;
}
/** A frozen copy of a map from text to text; empty when absent. */
export function textMap(field, value) {
    if (isAbsent(value))
        return Object.freeze({});
    if (!isRecord(value)) {
        throw refusal(field, `must be an object with texts as values, but is ${show(value)}.`);
    }
    const entries = Object.entries(value).map(([key, item]) => [key, entryText(`${field}.${key}`, item)]);
    return Object.freeze(Object.fromEntries(entries));
}
/** A duration from 0 up, or undefined when absent. */
export function optionalSeconds(field, value) {
    if (isAbsent(value))
        return undefined;
    if (typeof value === "number" && Number.isFinite(value) && value >= 0)
        return value;
    throw refusal(field, `must be a finite number of seconds, 0 or more, but is ${show(value)}.`);
}
/** A duration above 0, or undefined when absent. */
export function optionalPositiveSeconds(field, value) {
    const seconds = optionalSeconds(field, value);
    if (seconds === 0)
        throw refusal(field, "must be more than 0 seconds.");
    return seconds;
}
function entryText(field, value) {
    if (typeof value === "string")
        return value;
    throw refusal(field, `must be text, but is ${show(value)}.`);
}
//# sourceMappingURL=check.js.map