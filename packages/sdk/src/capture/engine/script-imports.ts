import { dirname } from "node:path";
import {
  fileOf,
  importedFile,
  isInstalledPackage,
  packageNameOf,
  type PackageReference,
} from "../packages/index.js";
import { packageOf, type Script } from "./scripts.js";
import { scriptProgram } from "./strictness.js";
import { isSyntaxNode, type SyntaxNode } from "../source/index.js";

/** An import of a package at the top of a script, by the name it has there. */
export interface PackageImport {
  readonly local: string;
  readonly reference: PackageReference;
}

const imports = new WeakMap<Script, readonly PackageImport[]>();

/** What a script imports from packages. */
export function packageImports(script: Script): readonly PackageImport[] {
  const known = imports.get(script);
  if (known !== undefined) return known;
  const found = readImports(script);
  imports.set(script, found);
  return found;
}

function readImports(script: Script): PackageImport[] {
  const file = fileOf(script);
  if (file === null) return [];
  const directory = dirname(file);
  return declarations(script).flatMap(({ local, specifier, path }) => {
    const found = findPackage(directory, specifier);
    return found === null
      ? []
      : [{ local, reference: { ...found, directory, how: "import" as const, path } }];
  });
}

/** The package that an import names, or that the file lies in which it names; null for code of the caller. */
export function findPackage(
  directory: string,
  specifier: string,
): Pick<PackageReference, "packageName" | "specifier"> | null {
  const packageName = packageNameOf(specifier);
  if (packageName !== null) {
    return isInstalledPackage(directory, packageName) ? { packageName, specifier } : null;
  }
  const file = importedFile(directory, specifier);
  const owner = file === null ? null : packageOf({ url: file });
  return file === null || owner === null ? null : { packageName: owner, specifier: file };
}

interface Declared {
  readonly local: string;
  readonly specifier: string;
  readonly path: readonly string[];
}

function declarations(script: Script): Declared[] {
  const statements = scriptProgram(script)?.body ?? [];
  if (script.isModule) return statements.flatMap(importedBy);
  return script.source.includes("__vite_ssr_import__") ? statements.flatMap(importedByTestRunner) : [];
}

function importedBy(statement: SyntaxNode): Declared[] {
  if (statement.type !== "ImportDeclaration" || typeof statement.source.value !== "string") return [];
  const specifier = statement.source.value;
  return statement.specifiers.map((one) => {
    const local = one.local.name;
    if (one.type === "ImportNamespaceSpecifier") return { local, specifier, path: [] };
    if (one.type === "ImportDefaultSpecifier") return { local, specifier, path: ["default"] };
    const { imported } = one;
    return {
      local,
      specifier,
      path: [imported.type === "Identifier" ? imported.name : String(imported.value)],
    };
  });
}

/** The test runner makes a function of a file and variables of its imports. */
function importedByTestRunner(statement: SyntaxNode): Declared[] {
  if (statement.type !== "ExpressionStatement") return [];
  const wrapper = statement.expression;
  if (wrapper.type !== "ArrowFunctionExpression" || wrapper.body.type !== "BlockStatement") return [];
  const statements = wrapper.body.body.flatMap((inner) =>
    inner.type === "BlockStatement" ? inner.body : inner,
  );
  return statements.flatMap((inner) => {
    if (inner.type !== "VariableDeclaration") return [];
    return inner.declarations.flatMap(({ id, init }) => {
      const specifier = isSyntaxNode(init) ? specifierOfTestRunner(init) : null;
      return id.type === "Identifier" && specifier !== null ? [{ local: id.name, specifier, path: [] }] : [];
    });
  });
}

function specifierOfTestRunner(init: SyntaxNode): string | null {
  const call = init.type === "AwaitExpression" ? init.argument : init;
  if (call.type !== "CallExpression" || call.callee.type !== "Identifier") return null;
  if (call.callee.name !== "__vite_ssr_import__") return null;
  const [first] = call.arguments;
  return first?.type === "Literal" && typeof first.value === "string" ? first.value : null;
}
