import { types } from "node:util";
import { FunctionSerializationError } from "../errors/index.js";
import { describeValue, pathText } from "./describe-value.js";
/** Deeper arguments are refused: readers of deep data overflow their stack. */
const MAX_DEPTH = 1000;
/**
 * Checks that all arguments are basic values and copies nothing. The documented rule of JSON mode: whatever
 * JSON would drop or change is refused with its path, before any sandbox exists. An argument that is
 * `undefined` stays one, so that parameter defaults work.
 *
 * @throws FunctionSerializationError with text such as `args[0].when is a Date`.
 */
export function validateJsonArguments(args, functionName) {
    const walk = { functionName, specials: [], open: new Set() };
    for (const [index, argument] of args.entries()) {
        if (argument === undefined)
            walk.specials.push([[index], "undefined"]);
        else
            check(argument, [index], walk);
    }
    return { value: args, specials: walk.specials };
}
function check(value, path, walk) {
    switch (typeof value) {
        case "string":
        case "boolean":
            return;
        case "number":
            if (!Number.isFinite(value))
                refuse(path, `is ${value}`, walk);
            if (Object.is(value, -0))
                walk.specials.push([path, "-0"]);
            return;
        case "undefined":
            return refuse(path, "is undefined", walk);
        case "object":
            if (value !== null)
                checkObject(value, path, walk);
            return;
        case "bigint":
        case "symbol":
        case "function":
            return refuse(path, `is ${describeValue(value)}`, walk);
    }
}
function checkObject(value, path, walk) {
    if (walk.open.has(value))
        refuse(path, "leads back to itself (a cycle)", walk);
    if (path.length > MAX_DEPTH)
        refuse(path.slice(0, 3), `is nested deeper than ${MAX_DEPTH} levels`, walk);
    walk.open.add(value);
    if (Array.isArray(value))
        checkArray(value, path, walk);
    else
        checkRecord(value, path, walk);
    walk.open.delete(value);
}
function checkArray(value, path, walk) {
    if (types.isProxy(value) || Object.getPrototypeOf(value) !== Array.prototype) {
        refuse(path, `is ${describeValue(value)}`, walk);
    }
    const keys = Reflect.ownKeys(value);
    for (let index = 0; index < value.length; index += 1) {
        if (keys[index] !== String(index))
            refuse([...path, index], "is a hole in an array", walk);
        check(ownValue(value, String(index), path, walk), [...path, index], walk);
    }
    const extra = keys[value.length + 1];
    if (extra !== undefined)
        refuse(path, `is an array with a property of its own, ${String(extra)}`, walk);
}
function checkRecord(value, path, walk) {
    const prototype = Object.getPrototypeOf(value);
    if (types.isProxy(value) || (prototype !== Object.prototype && prototype !== null)) {
        refuse(path, `is ${describeValue(value)}`, walk);
    }
    if (types.isModuleNamespaceObject(value))
        refuse(path, "is a module", walk);
    for (const key of Reflect.ownKeys(value)) {
        if (typeof key === "symbol")
            return refuse(path, `has a symbol as a key, ${String(key)}`, walk);
        check(ownValue(value, key, path, walk), [...path, key], walk);
    }
}
function ownValue(holder, key, path, walk) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, key);
    if (descriptor === undefined || !("value" in descriptor))
        refuse([...path, key], "is an accessor, not a value", walk);
    if (descriptor.enumerable !== true)
        refuse([...path, key], "is a hidden (non-enumerable) property", walk);
    return descriptor.value;
}
function refuse(path, problem, { functionName }) {
    throw new FunctionSerializationError(`Arguments of function '${functionName}' cannot be serialized in JSON mode: args${pathText(path)} ${problem}. ` +
        "Pass basic values (text, numbers, booleans, null, lists, plain objects), or use Serialization.STRUCTURED.");
}
//# sourceMappingURL=json-arguments.js.map