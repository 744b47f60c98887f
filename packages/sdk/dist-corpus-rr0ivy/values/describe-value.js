import { types } from "node:util";
/** Says in words what a value is: `a Date`, `an instance of Model`, `a function`. */
export function describeValue(value) {
    if (typeof value === "function")
        return "a function";
    if (typeof value !== "object" || value === null)
        return `a ${typeof value}`;
    if (types.isProxy(value))
        return "a Proxy";
    const prototype = Object.getPrototypeOf(value);
    const owner = typeof prototype === "object" && prototype !== null
        ? Object.getOwnPropertyDescriptor(prototype, "constructor")?.value
        : undefined;
    if (typeof owner !== "function" || owner.name === "")
        return "an object without a known class";
    if (!Object.hasOwn(globalThis, owner.name))
        return `an instance of ${owner.name}`;
    return `${/^[AEIOU]/u.test(owner.name) ? "an" : "a"} ${owner.name}`;
}
/** A path as people write it: `[0].when`, `["a b"]`. */
export function pathText(path) {
    return path
        .map((part) => {
        if (typeof part === "number")
            return `[${part}]`;
        return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
    })
        .join("");
}
//# sourceMappingURL=describe-value.js.map