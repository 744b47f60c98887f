import { readClass, withProvidedBase } from "./class-text.js";
import { lexicalNeeds } from "./lexical-needs.js";
import { parseExpression, parseProgram } from "./syntax.js";
import { freeVariables } from "./variable-use.js";
/** Program texts are few and repeat with every call; a program that makes them without end must not fill memory. */
const MAX_CACHED_TEXTS = 4096;
const cache = new Map();
/**
 * Reads the text of a function.
 *
 * @param text - What `toString` gives: the program text that really runs.
 */
export function readFunctionText(text) {
    const known = cache.get(text);
    if (known !== undefined)
        return known;
    if (cache.size >= MAX_CACHED_TEXTS)
        cache.clear();
    const read = readExpression(text) ?? readMethod(text) ?? { problem: problemOf(text) };
    cache.set(text, read);
    return read;
}
/** The shape of a class whose base is provided under a name of its own instead of the one in its text. */
export function classWithProvidedBase(text) {
    const expression = parseExpression(text);
    return expression?.type === "ClassExpression" ? classShape(expression, text, true) : null;
}
function readExpression(text) {
    const expression = parseExpression(text);
    if (expression?.type === "ClassExpression")
        return classShape(expression, text, false);
    if (expression?.type !== "ArrowFunctionExpression" && expression?.type !== "FunctionExpression")
        return null;
    const ownName = expression.type === "FunctionExpression" ? (expression.id?.name ?? null) : null;
    return {
        form: expression.type === "FunctionExpression" ? "function" : "arrow",
        isAsync: expression.async,
        isGenerator: expression.generator,
        ownName,
        nameless: namelessVariant(expression, text),
        ...plainText(text),
        pick: null,
        ...freeIn(`(${text}\n)`),
        needs: lexicalNeeds(expression),
        classShape: null,
    };
}
function classShape(node, text, providedBase) {
    const shape = readClass(node, text);
    const reduced = providedBase ? withProvidedBase(shape, node) : shape.text;
    const program = parseProgram(`(${reduced}\n)`);
    return {
        form: "class",
        isAsync: false,
        isGenerator: false,
        ownName: node.id?.name ?? null,
        nameless: null,
        ...plainText(reduced),
        pick: null,
        variables: program === null ? new Map() : freeVariables(program),
        needs: lexicalNeeds(node),
        classShape: shape,
    };
}
function readMethod(text) {
    const object = parseProgram(`({${text}\n})`)?.body[0];
    if (object?.type !== "ExpressionStatement" || object.expression.type !== "ObjectExpression")
        return null;
    const property = object.expression.properties[0];
    if (property?.type !== "Property" || property.value.type !== "FunctionExpression")
        return null;
    const { key } = property;
    const plain = property.computed ? withoutComputedKey(text, key.start - 2, key.end - 2) : text;
    return {
        form: "method",
        isAsync: property.value.async,
        isGenerator: property.value.generator,
        ownName: null,
        nameless: null,
        text: plain,
        before: "({",
        after: "\n})",
        pick: property.kind === "init" ? "value" : property.kind,
        ...freeIn(`({${plain}\n})`),
        needs: lexicalNeeds(property.value),
        classShape: null,
    };
}
/** Puts a fixed name in the place of `[expression]`, which belongs to the object and not to the method. */
function withoutComputedKey(text, start, end) {
    const open = text.lastIndexOf("[", start);
    const close = text.indexOf("]", end);
    const width = close + 1 - open;
    return `${text.slice(0, open)}m${" ".repeat(width - 1)}${text.slice(close + 1)}`;
}
function plainText(text) {
    return { text, before: "(", after: "\n)" };
}
function freeIn(text) {
    const program = parseProgram(text);
    return { variables: program === null ? new Map() : freeVariables(program) };
}
function namelessVariant(expression, text) {
    if (expression.type !== "FunctionExpression" || !expression.id)
        return null;
    const { start, end, name } = expression.id;
    const nameless = `${text.slice(0, start)}${" ".repeat(end - start)}${text.slice(end)}`;
    const { variables } = freeIn(`(${nameless}\n)`);
    return variables.has(name) ? { text: nameless, variables } : null;
}
function problemOf(text) {
    const open = parseProgram(`(${text}\n)`, { checkPrivateFields: false });
    const method = parseProgram(`({${text}\n})`, { checkPrivateFields: false });
    return open !== null || method !== null
        ? "its code uses private members (#…) of a class around it; call a method of that class instead"
        : "its code cannot be read on its own";
}
//# sourceMappingURL=function-text.js.map