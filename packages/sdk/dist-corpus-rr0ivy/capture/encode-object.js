import { types } from "node:util";
import { encodeArray } from "./encode-array.js";
import { encodeBuffer, encodeView } from "./encode-binary.js";
import { encodeExtras, encodeProperties } from "./encode-properties.js";
import { privateMembersOf } from "./private-members.js";
import { encodePrototype, isOwnPrototype } from "./prototypes.js";
import { refuse, throughPart } from "./trail.js";
/** Describes an object by its nature, its properties and its prototype. */
export function visitObject(builder, value, { index, trail }, encode) {
    if (isOwnPrototype(value)) {
        builder.nodes[index] = encodePrototype(builder, value, trail, encode);
        return;
    }
    if (types.isModuleNamespaceObject(value)) {
        for (const exported of Object.keys(value)) {
            builder.moduleReads.push({ exported, live: Reflect.get(value, exported), trail });
        }
    }
    const hidden = privateMembersOf(value);
    if (hidden !== null)
        refuse(trail, hidden);
    builder.nodes[index] =
        encodeCollection(builder, value, trail, encode) ??
            encodeBinary(builder, value, { index, trail }, encode) ??
            encodeSpecial(builder, value, trail, encode) ??
            plainNode(builder, value, trail, encode);
}
function isIndex(key) {
    return typeof key === "string" && /^\d+$/u.test(key);
}
/** Everything but the nature of the object. */
function extras(builder, value, { trail, proto, skip }, encode) {
    const props = encodeProperties(builder, value, { trail, skip: skip ?? (() => false) }, encode);
    return encodeExtras(builder, value, { trail, proto, props }, encode);
}
function plainNode(builder, value, trail, encode) {
    return { kind: "object", ...extras(builder, value, { trail, proto: Object.prototype }, encode) };
}
function encodeCollection(builder, value, trail, encode) {
    if (Array.isArray(value))
        return encodeArray(builder, value, trail, encode);
    if (types.isMap(value)) {
        const entries = [];
        Map.prototype.forEach.call(value, (item, key) => entries.push([key, item]));
        return {
            kind: "map",
            entries: entries.map(([key, item]) => [
                encode(builder, key, throughPart(trail, ".keys()")),
                encode(builder, item, throughPart(trail, entryText(key))),
            ]),
            ...extras(builder, value, { trail, proto: Map.prototype }, encode),
        };
    }
    if (types.isSet(value)) {
        const items = [];
        Set.prototype.forEach.call(value, (item) => items.push(item));
        return {
            kind: "set",
            items: items.map((item) => encode(builder, item, throughPart(trail, ".values()"))),
            ...extras(builder, value, { trail, proto: Set.prototype }, encode),
        };
    }
    return null;
}
function encodeBinary(builder, value, visit, encode) {
    if (types.isArrayBuffer(value)) {
        return {
            ...encodeBuffer(builder, value, visit.trail),
            ...extras(builder, value, { ...visit, proto: ArrayBuffer.prototype }, encode),
        };
    }
    if (!ArrayBuffer.isView(value))
        return null;
    const { node, proto } = encodeView(builder, value, visit, encode);
    if (!builder.reader.hasNamedProperties(value)) {
        return { ...node, ...encodeExtras(builder, value, { trail: visit.trail, proto, props: [] }, encode) };
    }
    return { ...node, ...extras(builder, value, { ...visit, proto, skip: isIndex }, encode) };
}
function encodeSpecial(builder, value, trail, encode) {
    if (types.isDate(value)) {
        const time = encode(builder, Date.prototype.getTime.call(value), trail);
        return { kind: "date", time, ...extras(builder, value, { trail, proto: Date.prototype }, encode) };
    }
    if (types.isRegExp(value)) {
        const { source, flags } = value;
        return {
            kind: "regexp",
            source,
            flags,
            ...extras(builder, value, { trail, proto: RegExp.prototype }, encode),
        };
    }
    if (types.isNativeError(value))
        return encodeError(builder, value, trail, encode);
    if (types.isBoxedPrimitive(value))
        return encodeBoxed(builder, value, trail, encode);
    const href = hrefOf(value);
    return href === null
        ? null
        : { kind: "url", href, ...extras(builder, value, { trail, proto: URL.prototype }, encode) };
}
/** The stack is a value for programs, even where the engine computes it when it is first read. */
function encodeError(builder, value, trail, encode) {
    const own = extras(builder, value, { trail, proto: Error.prototype, skip: (key) => key === "stack" }, encode);
    const stack = Object.hasOwn(value, "stack") ? value.stack : undefined;
    const props = typeof stack === "string" ? [["stack", stack, 5]] : [];
    return { kind: "error", ...own, props: [...props, ...(own.props ?? [])] };
}
function encodeBoxed(builder, value, trail, encode) {
    const primitive = value.valueOf();
    if (typeof primitive === "object")
        refuse(trail, "a boxed primitive with a changed valueOf");
    const isText = typeof primitive === "string";
    const skip = (key) => isText && typeof key === "string" && /^(?:\d+|length)$/u.test(key);
    const proto = Object.getPrototypeOf(new Object(primitive));
    const natural = typeof proto === "object" ? proto : null;
    return {
        kind: "boxed",
        value: encode(builder, primitive, trail),
        ...extras(builder, value, { trail, proto: natural, skip }, encode),
    };
}
/** The address of a real URL object; whatever only looks like one has no such hidden state. */
function hrefOf(value) {
    if (!(value instanceof URL))
        return null;
    try {
        const href = Reflect.get(URL.prototype, "href", value);
        return typeof href === "string" ? href : null;
    }
    catch {
        return null;
    }
}
function entryText(key) {
    return `.get(${typeof key === "string" || typeof key === "number" ? JSON.stringify(key) : "…"})`;
}
//# sourceMappingURL=encode-object.js.map