const NUMBERS = new Set(["NaN", "Infinity", "-Infinity", "-0"]);
/**
 * Reads plain data of unknown origin: puts the listed primitives in. Paths may only follow own properties.
 *
 * @returns The value, or null when the list does not fit the data.
 */
export function readPlainData(value, specials) {
    if (!Array.isArray(specials))
        return null;
    const holder = { value };
    for (const entry of specials) {
        if (!Array.isArray(entry) || entry.length !== 2)
            return null;
        const [path, special] = entry;
        const primitive = primitiveOf(special);
        if (primitive === null || !Array.isArray(path) || !putAt(holder, path, primitive.value))
            return null;
    }
    return holder;
}
function primitiveOf(special) {
    if (special === "undefined")
        return { value: undefined };
    return typeof special === "string" && NUMBERS.has(special) ? { value: Number(special) } : null;
}
function putAt(holder, path, value) {
    let target = holder;
    let key = "value";
    for (const next of path) {
        const inner = Object.getOwnPropertyDescriptor(target, key)?.value;
        if (typeof inner !== "object" || inner === null)
            return false;
        if (typeof next !== "string" && typeof next !== "number")
            return false;
        target = inner;
        key = next;
    }
    // Only what JSON writes for a special stands in for one, so nothing else can be overwritten.
    const written = Object.getOwnPropertyDescriptor(target, key)?.value;
    if (written !== (Object.is(value, -0) ? 0 : null))
        return false;
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
    return true;
}
//# sourceMappingURL=plain-data.js.map