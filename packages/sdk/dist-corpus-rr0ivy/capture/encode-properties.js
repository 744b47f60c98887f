import { throughKey, throughPart } from "./trail.js";
const ALL = 7;
/** Encodes own properties with their attributes, without running accessors. */
export function encodeProperties(builder, value, { trail, skip }, encode) {
    const props = [];
    for (const key of Reflect.ownKeys(value)) {
        const descriptor = skip(key) ? undefined : Object.getOwnPropertyDescriptor(value, key);
        if (descriptor !== undefined)
            props.push(encodeProperty(builder, { key, descriptor, trail }, encode));
    }
    return props;
}
function encodeProperty(builder, { key, descriptor, trail }, encode) {
    const encodedKey = typeof key === "string" ? key : encode(builder, key, trail);
    const inner = throughKey(trail, key);
    const attributes = (descriptor.writable === true ? 1 : 0) |
        (descriptor.enumerable === true ? 2 : 0) |
        (descriptor.configurable === true ? 4 : 0);
    if ("value" in descriptor) {
        const encoded = encode(builder, descriptor.value, inner);
        return attributes === ALL ? [encodedKey, encoded] : [encodedKey, encoded, attributes];
    }
    const half = (name) => encode(builder, Reflect.get(descriptor, name), inner);
    return [encodedKey, half("get"), half("set"), attributes];
}
/** Prototype, properties and extensibility, each only where it differs from what the kind of object has anyway. */
export function encodeExtras(builder, value, { trail, proto, props }, encode) {
    const actual = Object.getPrototypeOf(value);
    return {
        ...(actual === proto ? {} : { proto: encode(builder, actual, throughPart(trail, ".[[Prototype]]")) }),
        ...(props.length === 0 ? {} : { props }),
        ...(Object.isExtensible(value) ? {} : { locked: true }),
    };
}
//# sourceMappingURL=encode-properties.js.map