import { scriptProgram } from "./strictness.js";
/** The name by which another module exports what is imported under a local name; null for other variables. */
export function importedName(script, local) {
    if (!script.isModule)
        return null;
    for (const statement of scriptProgram(script)?.body ?? []) {
        if (statement.type !== "ImportDeclaration")
            continue;
        for (const specifier of statement.specifiers) {
            if (specifier.local.name !== local)
                continue;
            if (specifier.type === "ImportDefaultSpecifier")
                return "default";
            return specifier.type === "ImportSpecifier" ? nameOf(specifier.imported) : null;
        }
    }
    return null;
}
/** The names under which a module exports one of its variables. */
export function exportedNames(script, local) {
    const names = [];
    for (const statement of scriptProgram(script)?.body ?? []) {
        if (statement.type !== "ExportNamedDeclaration" || statement.source)
            continue;
        for (const specifier of statement.specifiers) {
            if (nameOf(specifier.local) === local)
                names.push(nameOf(specifier.exported));
        }
        const { declaration } = statement;
        if (declaration?.type === "VariableDeclaration") {
            if (declaration.declarations.some(({ id }) => id.type === "Identifier" && id.name === local))
                names.push(local);
        }
        else if (declaration?.id.name === local) {
            names.push(local);
        }
    }
    return names;
}
function nameOf(node) {
    if (node.type === "Identifier")
        return node.name;
    return node.type === "Literal" ? String(node.value) : "";
}
//# sourceMappingURL=module-exports.js.map