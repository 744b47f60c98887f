/** The name under which a restored class finds what it extends when the text has no plain name for it. */
export const BASE_NAME = "cwsandboxBase";
/**
 * Reads a class and blanks out static fields and static blocks: they ran once already, and what they left
 * behind travels as values.
 */
export function readClass(node, source) {
    const shape = {
        members: [],
        privateInstance: [],
        privateStaticFields: [],
        computedKey: null,
    };
    let text = source;
    for (const element of node.body.body) {
        if (element.type === "StaticBlock") {
            text = blank(text, element);
            continue;
        }
        if (element.computed && !isRepeatable(element.key))
            shape.computedKey ??= source.slice(element.key.start, element.key.end);
        if (element.key.type === "PrivateIdentifier") {
            if (!element.static)
                shape.privateInstance.push(`#${element.key.name}`);
            else if (element.type === "PropertyDefinition")
                shape.privateStaticFields.push(`#${element.key.name}`);
        }
        else if (element.type === "MethodDefinition") {
            if (element.kind !== "constructor")
                shape.members.push(textMember(element, source));
        }
        else if (element.static) {
            text = blank(text, element);
        }
    }
    return { ...shape, text, ...readBase(node) };
}
/** Replaces what follows `extends` by the name under which the runner provides the class's real base. */
export function withProvidedBase(shape, node) {
    const { superClass } = node;
    if (!superClass)
        return shape.text;
    const { start, end } = superClass;
    return shape.text.slice(0, start) + BASE_NAME.padEnd(end - start) + shape.text.slice(end);
}
function readBase({ superClass }) {
    if (!superClass)
        return { baseName: null, hasBase: false, extendsNull: false };
    const extendsNull = superClass.type === "Literal" && superClass.value === null;
    return { baseName: superClass.type === "Identifier" ? superClass.name : null, hasBase: true, extendsNull };
}
function textMember(element, source) {
    const text = source.slice(element.start, element.end);
    return {
        key: memberKey(element, source),
        place: element.static ? "static" : "prototype",
        part: element.kind === "get" || element.kind === "set" ? element.kind : "value",
        // A method's own text does not include the word.
        text: element.static ? text.replace(/^static\s+/u, "") : text,
    };
}
/** Text keys as they are; `Symbol.iterator` and its like as `@@iterator`. */
function memberKey({ key, computed }, source) {
    if (key.type === "Literal")
        return String(key.value);
    if (key.type === "Identifier" && !computed)
        return key.name;
    if (key.type === "MemberExpression" && key.property.type === "Identifier")
        return `@@${key.property.name}`;
    return source.slice(key.start, key.end);
}
/** Keys that give the same when evaluated again: literals and the well-known symbols. */
function isRepeatable(key) {
    if (key.type === "Literal")
        return true;
    return (key.type === "MemberExpression" &&
        !key.computed &&
        key.object.type === "Identifier" &&
        key.object.name === "Symbol");
}
function blank(text, { start, end }) {
    return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\n\r]/gu, " ") + text.slice(end);
}
//# sourceMappingURL=class-text.js.map