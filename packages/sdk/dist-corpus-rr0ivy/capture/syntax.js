import { parse, parseExpressionAt } from "acorn";
import { analyze } from "eslint-scope";
const OPTIONS = {
    ecmaVersion: "latest",
    sourceType: "script",
    // The analysis of scopes compares places.
    ranges: true,
    // Captured text has lost what stood around it; what that means is decided later, with a name in the error.
    allowAwaitOutsideFunction: true,
    allowImportExportEverywhere: true,
    allowReturnOutsideFunction: true,
    allowSuperOutsideMethod: true,
};
/** Parses program text, or gives null where it is not a program. */
export function parseProgram(text, options = {}) {
    try {
        return parse(text, { ...OPTIONS, ...options });
    }
    catch {
        return null;
    }
}
/** Parses text that is one expression and nothing else, or gives null. */
export function parseExpression(text) {
    try {
        const expression = parseExpressionAt(text, 0, OPTIONS);
        return isSyntaxNode(expression) && text.slice(expression.end).trim() === "" ? expression : null;
    }
    catch {
        return null;
    }
}
const analyses = new WeakMap();
/** Resolves every name of a program, once. */
export function analyzeScopes(program) {
    const known = analyses.get(program);
    if (known !== undefined)
        return known;
    if (!isEstree(program))
        throw new TypeError("Not a program.");
    const analysis = analyze(program, { ecmaVersion: 2022, sourceType: program.sourceType });
    analyses.set(program, analysis);
    return analysis;
}
/** The parser builds the standard tree that the analysis reads; only the two type descriptions differ. */
function isEstree(program) {
    return typeof program === "object" && program !== null && "type" in program && program.type === "Program";
}
export function isSyntaxNode(value) {
    return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
/** Direct children, in the order of the text. */
export function childrenOf(node) {
    const children = [];
    for (const value of Object.values(node)) {
        if (Array.isArray(value))
            children.push(...value.filter(isSyntaxNode));
        else if (isSyntaxNode(value))
            children.push(value);
    }
    return children;
}
/** Every node with the one around it. */
export function parentsOf(root) {
    const parents = new Map();
    const open = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
        for (const child of childrenOf(node)) {
            parents.set(child, node);
            open.push(child);
        }
    }
    return parents;
}
//# sourceMappingURL=syntax.js.map