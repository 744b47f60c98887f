/** Data that no runner writes; the text completes the sentence "the result cannot be read: …". */
export class DamagedError extends Error {
}
/** An own property of parsed data, which may carry any name. */
export function own(holder, key) {
    return typeof holder === "object" && holder !== null
        ? Object.getOwnPropertyDescriptor(holder, key)?.value
        : undefined;
}
export function listOf(holder, key) {
    const list = own(holder, key) ?? [];
    if (!Array.isArray(list))
        throw new DamagedError(`${key} is not a list`);
    return list;
}
export function textOf(holder, key) {
    const text = own(holder, key);
    if (typeof text !== "string")
        throw new DamagedError(`${key} is not text`);
    return text;
}
/** A whole number from 0 up to and including `max`. */
export function countOf(holder, key, max) {
    const count = own(holder, key);
    if (typeof count !== "number" || !Number.isInteger(count) || count < 0 || count > max) {
        throw new DamagedError(`${key} is out of range`);
    }
    return count;
}
//# sourceMappingURL=reader.js.map