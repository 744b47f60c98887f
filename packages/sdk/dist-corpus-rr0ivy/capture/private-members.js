import { builtinPath } from "./builtins.js";
import { readFunctionText } from "./function-text.js";
/**
 * Says why an instance cannot be read completely: a class it belongs to keeps private members in it. The text
 * completes the sentence "it is …"; null when nothing is hidden.
 */
export function privateMembersOf(value) {
    for (let proto = Object.getPrototypeOf(value); isObject(proto); proto = Object.getPrototypeOf(proto)) {
        if (builtinPath(proto) !== null)
            return null;
        const owner = Object.getOwnPropertyDescriptor(proto, "constructor")?.value;
        const names = typeof owner === "function" ? privateNames(owner) : [];
        if (names.length > 0 && typeof owner === "function") {
            return (`an instance of ${owner.name}, whose private members (${names.join(", ")}) cannot be read; ` +
                "create the instance inside the function instead");
        }
    }
    return null;
}
function privateNames(owner) {
    const text = Function.prototype.toString.call(owner);
    if (!/^class\b/u.test(text))
        return [];
    const shape = readFunctionText(text);
    return "problem" in shape ? [] : (shape.classShape?.privateInstance ?? []);
}
function isObject(value) {
    return typeof value === "object" && value !== null;
}
//# sourceMappingURL=private-members.js.map