import { childrenOf } from "./syntax.js";
/**
 * Lists what captured code would miss without its surroundings.
 *
 * @param root - The function or class as parsed from its own text.
 */
export function lexicalNeeds(root) {
    const needs = new Set();
    visit(root, { ownThis: false, ownSuper: false }, needs);
    return needs;
}
function visit(node, place, needs) {
    recordNeed(node, place, needs);
    if (node.type === "FunctionExpression" || node.type === "FunctionDeclaration") {
        visitAll(childrenOf(node), { ...place, ownThis: true }, needs);
    }
    else if (node.type === "MethodDefinition" || node.type === "PropertyDefinition") {
        if (node.computed)
            visit(node.key, place, needs);
        if (node.value)
            visit(node.value, { ownThis: true, ownSuper: true }, needs);
    }
    else if (node.type === "StaticBlock") {
        visitAll(childrenOf(node), { ownThis: true, ownSuper: true }, needs);
    }
    else if (node.type === "Property" && (node.method || node.kind !== "init")) {
        visitAll(childrenOf(node), { ...place, ownSuper: true }, needs);
    }
    else {
        visitAll(childrenOf(node), place, needs);
    }
}
function visitAll(nodes, place, needs) {
    for (const node of nodes)
        visit(node, place, needs);
}
function recordNeed(node, place, needs) {
    if (node.type === "ThisExpression" && !place.ownThis)
        needs.add("this");
    if (node.type === "Super" && !place.ownSuper)
        needs.add("super");
    if (node.type === "WithStatement")
        needs.add("with");
    if (node.type === "ImportExpression" && isRelative(node.source))
        needs.add("relative import");
    if (node.type === "MetaProperty") {
        if (node.meta.name === "import")
            needs.add("import.meta");
        else if (!place.ownThis)
            needs.add("new.target");
    }
    if (node.type === "CallExpression" && node.callee.type === "Identifier") {
        if (node.callee.name === "eval")
            needs.add("eval");
        if (LOADERS.test(node.callee.name) && node.arguments.some(isRelative))
            needs.add("relative import");
    }
}
/** Functions that load a module by name; the second is what the test runner makes of `import()`. */
const LOADERS = /^(?:require|__vite_ssr_dynamic_import__)$/u;
function isRelative(source) {
    return source.type === "Literal" && typeof source.value === "string" && /^\.{0,2}\//u.test(source.value);
}
//# sourceMappingURL=lexical-needs.js.map