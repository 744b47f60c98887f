import type { Script } from "./scripts.js";
import { scriptProgram } from "./strictness.js";
import type { SyntaxNode } from "../source/index.js";

/** The name by which another module exports what is imported under a local name; null for other variables. */
export function importedName(script: Script, local: string): string | null {
  if (!script.isModule) return null;
  for (const statement of scriptProgram(script)?.body ?? []) {
    if (statement.type !== "ImportDeclaration") continue;
    for (const specifier of statement.specifiers) {
      if (specifier.local.name !== local) continue;
      if (specifier.type === "ImportDefaultSpecifier") return "default";
      return specifier.type === "ImportSpecifier" ? nameOf(specifier.imported) : null;
    }
  }
  return null;
}

/** The names under which a module exports one of its variables. */
export function exportedNames(script: Script, local: string): readonly string[] {
  const names: string[] = [];
  for (const statement of scriptProgram(script)?.body ?? []) {
    if (statement.type !== "ExportNamedDeclaration" || statement.source) continue;
    for (const specifier of statement.specifiers) {
      if (nameOf(specifier.local) === local) names.push(nameOf(specifier.exported));
    }
    const { declaration } = statement;
    if (declaration?.type === "VariableDeclaration") {
      if (declaration.declarations.some(({ id }) => id.type === "Identifier" && id.name === local))
        names.push(local);
    } else if (declaration?.id.name === local) {
      names.push(local);
    }
  }
  return names;
}

/** Names of other modules' exports that a module exports as well, each with the name it has there. */
export function passedOnExports(script: Script): (readonly [from: string, to: string])[] {
  return (scriptProgram(script)?.body ?? []).flatMap((statement) => {
    if (statement.type !== "ExportNamedDeclaration") return [];
    return statement.specifiers.flatMap(({ local, exported }) => {
      const from = statement.source ? nameOf(local) : importedName(script, nameOf(local));
      return from === null ? [] : [[from, nameOf(exported)] as const];
    });
  });
}

/** A name under which a module exports what one of its variables holds now. */
export function exportNameOf(script: Script, local: string): string | null {
  const [name] = exportedNames(script, local);
  if (name !== undefined) return name;
  const isDefault = (scriptProgram(script)?.body ?? []).some(
    (statement) =>
      statement.type === "ExportDefaultDeclaration" && defaultName(statement.declaration) === local,
  );
  return isDefault ? "default" : null;
}

/** `export default name` is a copy of a variable that may change; a function or class is always the same. */
function defaultName(declaration: SyntaxNode): string | null {
  if (declaration.type === "Identifier") return declaration.name;
  const isNamed = declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration";
  return isNamed ? (declaration.id?.name ?? null) : null;
}

function nameOf(node: SyntaxNode): string {
  if (node.type === "Identifier") return node.name;
  return node.type === "Literal" ? String(node.value) : "";
}
