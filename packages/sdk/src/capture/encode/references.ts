import { dirname } from "node:path";
import { types } from "node:util";
import {
  type Builder,
  nodeValue,
  reserveNode,
  type ImportedNode,
  type Value,
  refuse,
  type Trail,
} from "../payload/index.js";
import { builtinPath, NATIVE_TEXT } from "../builtins/index.js";
import { type FunctionInternals, exportNameOf, packageOf, type Script } from "../engine/index.js";
import { fileOf, type PackageReference, referenceKey, imageSpecifier } from "../packages/index.js";
import { isNativeFunction } from "./native-functions.js";
import { packageScript } from "./package-code.js";
import { isModuleProxy } from "./partial-object.js";

/** Namespace objects, also the ones that test runners put a proxy around. */
export function isModuleObject(value: object): boolean {
  return types.isModuleNamespaceObject(value) || isModuleProxy(value);
}

/** Where a value can be imported from, when that is known already. */
export function knownReference(builder: Builder, value: object | symbol): PackageReference | null {
  const reference = importedReference(builder, value) ?? builder.loadedExports.get(value) ?? null;
  return reference === null || isOfOthers(builder, value) ? null : reference;
}

function importedReference({ imported }: Builder, value: object | symbol): PackageReference | null {
  for (const { references } of imported.values()) {
    const reference = references.get(value);
    if (reference !== undefined) return reference;
  }
  return null;
}

/** Packages pass on what is Node's, and the program may put functions of its own where a package had exported others. */
function isOfOthers(builder: Builder, value: object | symbol): boolean {
  if (typeof value === "symbol") return false;
  if (builder.putIntoPackages.has(value)) return true;
  if (typeof value !== "function" || isNativeFunction(builder, value)) return builtinPath(value) !== null;
  const isBound = NATIVE_TEXT.test(Function.prototype.toString.call(value));
  return !isBound && packageScript(builder, value) === null;
}

/** Where the code of a package exports one of its functions; null when it keeps it to itself. */
export function referenceOfCode(
  fn: object,
  script: Script,
  { scopes }: FunctionInternals,
): PackageReference | null {
  const packageName = packageOf(script);
  const file = fileOf(script);
  if (packageName === null || file === null || !script.isModule) return null;
  const module = scopes.find(({ kind }) => kind.startsWith("Module"));
  if (module === undefined) return null;
  const exported = [...module.names]
    .filter((name) => module.read(name) === fn)
    .flatMap((name) => exportNameOf(script, name) ?? []);
  const [name] = exported;
  if (name === undefined) return null;
  return { packageName, specifier: file, directory: dirname(file), how: "import", path: [name] };
}

/** Encodes something of a package by where the sandbox finds it. */
export function encodeReference(
  builder: Builder,
  value: object | symbol,
  reference: PackageReference,
  trail: Trail,
): Value {
  const index = reserveNode(builder, value);
  notePackageObject(builder, value, reference);
  builder.nodes[index] = referenceNode(builder, reference, trail);
  return nodeValue(index);
}

/** Remembers what captured code uses of packages, because the program may have changed something about it. */
export function notePackageObject(
  { packageObjects }: Builder,
  value: object | symbol,
  reference: PackageReference,
): void {
  if (typeof value !== "symbol" && !types.isModuleNamespaceObject(value))
    packageObjects.set(value, reference);
}

/** The node for a reference: of the image where the caller says that it has the package, else of the bundle. */
export function referenceNode(builder: Builder, reference: PackageReference, trail: Trail): ImportedNode {
  const { packageName, how, path } = reference;
  if (packageName !== null && builder.options.packages.includes(packageName)) {
    const specifier = imageSpecifier(reference);
    if (specifier === null) {
      refuse(
        trail,
        `from ${reference.specifier}, for which the package "${packageName}" has no public name: import it directly from the package`,
      );
    }
    builder.imageModules.set(`${how} ${specifier}`, { specifier, how });
    return { kind: "imported", specifier, how, path };
  }
  return { kind: "imported", path: [bundledName(builder, reference, trail)] };
}

/** Has something sent along, and says under which name it will be found. */
export function bundledName(builder: Builder, reference: PackageReference, trail: Trail): string {
  const key = referenceKey(reference);
  const known = builder.bundled.get(key);
  const name = known?.name ?? `r${builder.bundled.size}`;
  if (known === undefined) builder.bundled.set(key, { name, reference, trail });
  return name;
}
