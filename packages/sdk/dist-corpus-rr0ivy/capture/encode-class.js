import { nodeValue, reserveNode } from "./builder.js";
import { naturalKeys, naturalMembers } from "./class-members.js";
import { BASE_NAME } from "./class-text.js";
import { encodeExtras, encodeProperties } from "./encode-properties.js";
import { encodeBindings } from "./encode-variables.js";
import { withoutWrapper } from "./wrappers.js";
import { classWithProvidedBase } from "./function-text.js";
import { refuse, throughKey, throughPart } from "./trail.js";
/** Describes a class: its text without what ran once, and what it holds now. */
export function encodeClass(builder, captured, { shape, code }, encode) {
    const { fn, node, trail } = captured;
    refuseHiddenState(shape, fn, trail);
    claimMembers(builder, fn, node);
    const base = baseOf(builder, captured, shape);
    const bindings = encodeBindings(builder, { captured, shape: base.shape }, encode);
    builder.functions.push({ ...captured, bindings: bindings.filter(({ name }) => name !== base.name) });
    const own = naturalKeys(fn, "static");
    const skip = (key) => key === "prototype" || own.has(key);
    const props = encodeProperties(builder, fn, { trail, skip }, encode);
    encode(builder, Object.getOwnPropertyDescriptor(fn, "prototype")?.value, throughKey(trail, "prototype"));
    const keys = (place) => [...naturalKeys(fn, place)].map((key) => encode(builder, key, trail));
    const extended = base.value === null ? null : encode(builder, base.value, throughPart(trail, " extends"));
    return {
        kind: "class",
        code: { ...code, text: base.shape.text },
        ...(extended === null ? {} : { base: extended }),
        ...(base.name === null ? {} : { baseName: base.name }),
        staticKeys: keys("static"),
        prototypeKeys: ["constructor", ...keys("prototype")],
        ...encodeExtras(builder, fn, { trail, proto: base.value ?? Function.prototype, props }, encode),
    };
}
/** What is extended is the class of now, which the expression in the text may no longer give. */
function baseOf(builder, { fn, scopes }, shape) {
    const { hasBase = false, extendsNull = false, baseName = null } = shape.classShape ?? {};
    const value = Object.getPrototypeOf(fn);
    if (!hasBase || extendsNull || typeof value !== "function")
        return { value: null, name: null, shape };
    const scope = baseName === null ? undefined : scopes.find(({ variables }) => variables.has(baseName));
    const described = baseName === null ? undefined : scope?.variables.get(baseName);
    if (described !== undefined) {
        const [live] = builder.reader.values([described]);
        const isMeant = typeof live === "function" && withoutWrapper(live) === value;
        if (isMeant && shape.variables.get(baseName ?? "")?.written === false)
            return { value, name: baseName, shape };
    }
    else if (baseName !== null && Reflect.get(globalThis, baseName) === value) {
        return { value, name: null, shape };
    }
    const provided = classWithProvidedBase(Function.prototype.toString.call(fn));
    return { value, name: BASE_NAME, shape: provided ?? shape };
}
function refuseHiddenState({ classShape }, fn, trail) {
    const name = String(Reflect.get(fn, "name"));
    const [field] = classShape?.privateStaticFields ?? [];
    if (field !== undefined) {
        refuse(trail, `the class ${name}, whose private static field ${field} cannot be read: make it an ordinary static field`);
    }
    if (classShape !== null && classShape.computedKey !== null) {
        refuse(trail, `the class ${name}, whose member [${classShape.computedKey}] has a computed name: give it a fixed one`);
    }
}
/** Methods that the class text makes anyway are found there, unless they already travel on their own. */
function claimMembers(builder, fn, node) {
    for (const member of naturalMembers(fn)) {
        if (builder.ids.has(member.fn))
            continue;
        const index = reserveNode(builder, member.fn);
        const { place, part, realKey } = member;
        const key = typeof realKey === "string" ? realKey : ["wellKnownSymbol", member.key.slice(2)];
        builder.nodes[index] = { kind: "member", of: nodeValue(node), place, key, part };
    }
}
//# sourceMappingURL=encode-class.js.map