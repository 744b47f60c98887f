import { FunctionSerializationError } from "../errors/index.js";
/** The captured function itself. */
export const START = { parent: null, step: "", kind: "part" };
export function throughVariable(parent, name) {
    return { parent, step: name, kind: "variable" };
}
/** An argument of the call, by its place. */
export function throughArgument(index) {
    return { parent: START, step: `args[${index}]`, kind: "argument" };
}
export function throughKey(parent, key) {
    return { parent, step: keyText(key), kind: "part" };
}
/** A part that has no key of its own, such as `[[Prototype]]` or the entry of a Map. */
export function throughPart(parent, part) {
    return { parent, step: part, kind: "part" };
}
/** Refuses a value by the name of the variable or argument that leads to it and the whole way. */
export function refuse(trail, why) {
    const { kind, step } = nearestRoot(trail);
    const way = wayText(trail);
    const reached = way === step ? "" : ` (reached through ${way})`;
    const root = kind === "argument" ? `Argument "${step}"` : `Variable "${step}"`;
    throw new FunctionSerializationError(`${root} cannot be serialized: it is ${why}${reached}`);
}
function nearestRoot(trail) {
    for (let at = trail; at !== null; at = at.parent)
        if (at.kind !== "part")
            return at;
    return { kind: "variable", step: "this" };
}
function wayText(trail) {
    const steps = [];
    for (let at = trail; at !== null; at = at.parent) {
        const isInner = at.kind === "variable" && at.parent !== null && at.parent !== START;
        steps.unshift(isInner ? ` → ${at.step}` : at.step);
    }
    return steps.join("");
}
function keyText(key) {
    if (typeof key === "symbol")
        return `[${String(key)}]`;
    const text = String(key);
    if (/^\d+$/u.test(text))
        return `[${text}]`;
    return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text) ? `.${text}` : `[${JSON.stringify(text)}]`;
}
//# sourceMappingURL=trail.js.map