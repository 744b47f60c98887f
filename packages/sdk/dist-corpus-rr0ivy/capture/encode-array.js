import { encodeExtras, encodeProperties } from "./encode-properties.js";
import { throughKey } from "./trail.js";
/** An array with more holes than this, and mostly holes, is told by its properties instead of its items. */
const MAX_HOLES = 1024;
/** Encodes an array: ordinary items in order, everything unusual as properties. */
export function encodeArray(builder, value, trail, encode) {
    const keyCount = Reflect.ownKeys(value).length;
    const isSparse = value.length > 2 * keyCount + MAX_HOLES;
    const items = [];
    const told = new Set();
    const itemCount = isSparse ? 0 : value.length;
    for (let index = 0; index < itemCount; index += 1) {
        const item = Object.getOwnPropertyDescriptor(value, index);
        const isOrdinary = item?.writable === true && item.enumerable === true && item.configurable === true;
        if (isOrdinary)
            told.add(String(index));
        items.push(isOrdinary ? encode(builder, item.value, throughKey(trail, index)) : ["hole"]);
    }
    const fixedLength = Object.getOwnPropertyDescriptor(value, "length")?.writable === false;
    const skip = (key) => typeof key === "string" && (key === "length" || told.has(key));
    const props = encodeProperties(builder, value, { trail, skip }, encode);
    const length = fixedLength ? [["length", value.length, 0]] : [];
    return {
        kind: "array",
        length: value.length,
        items,
        ...encodeExtras(builder, value, { trail, proto: Array.prototype, props: [...props, ...length] }, encode),
    };
}
//# sourceMappingURL=encode-array.js.map