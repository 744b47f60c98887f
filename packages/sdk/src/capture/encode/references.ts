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
import {
  type FunctionInternals,
  type LiveScope,
  exportNameOf,
  packageImports,
  packageOf,
  type Script,
} from "../engine/index.js";
import { fileOf, type PackageReference, referenceKey, imageSpecifier } from "../packages/index.js";
import { isNativeFunction } from "./native-functions.js";
import { packageScript } from "./package-code.js";
import { isModuleProxy } from "./partial-object.js";
import { isObject } from "../../support/index.js";

/** What the package imports in the scopes of a function held when they were first read. */
const importedValues = new WeakMap<object, readonly ImportedValue[]>();

interface ImportedValue {
  readonly value: unknown;
  readonly reference: PackageReference;
}

/** Notes what the variables of a script's package imports hold, so that it is known wherever it turns up. */
export function noteImports(
  builder: Builder,
  fn: object,
  script: Script,
  scopes: readonly LiveScope[],
): void {
  const imported = importedValues.get(fn) ?? readImports(script, scopes);
  if (imported.every(({ value }) => value !== undefined)) importedValues.set(fn, imported);
  for (const { value, reference } of imported) {
    if (builder.notedImports.has(reference)) continue;
    builder.notedImports.add(reference);
    noteExport(builder, value, reference);
  }
}

function readImports(script: Script, scopes: readonly LiveScope[]): ImportedValue[] {
  return packageImports(script).flatMap(({ local, reference }) => {
    const scope = scopes.find(({ names }) => names.has(local));
    return scope === undefined ? [] : [{ value: scope.read(local), reference }];
  });
}

/** A module's own members are noted as well: code often takes only some of them. */
function noteExport(builder: Builder, value: unknown, reference: PackageReference, depth = 0): void {
  if (typeof value === "symbol" && !builder.references.has(value)) builder.references.set(value, reference);
  if (!isObject(value) || isOfNode(value)) return;
  if (!builder.references.has(value)) builder.references.set(value, reference);
  const isModule = isModuleObject(value);
  if (depth > 1 || !(isModule || reference.path.join() === "default")) return;
  for (const [key, member] of membersOf(value, isModule)) {
    const inner = { ...reference, path: [...reference.path, key] };
    if (isModule) noteExport(builder, member, inner, depth + 1);
    else if (typeof member === "function" && !builder.references.has(member) && !isOfNode(member))
      builder.references.set(member, inner);
  }
}

/** The members of a module, and the plain ones of what a module exports as a whole. */
function membersOf(value: object, isModule: boolean): [key: string, member: unknown][] {
  if (isModule) return Object.keys(value).map((key) => [key, readExport(value, key)]);
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(value));
  return descriptors.map(([key, descriptor]) => [key, descriptor.value]);
}

/** A module that is still being loaded has exports that cannot be read. */
function readExport(module: object, key: string): unknown {
  try {
    return Reflect.get(module, key);
  } catch {
    return undefined;
  }
}

/** Namespace objects, also the ones that test runners put a proxy around. */
export function isModuleObject(value: object): boolean {
  return types.isModuleNamespaceObject(value) || isModuleProxy(value);
}

/** Where a value can be imported from, when that is known already. */
export function knownReference(builder: Builder, value: object | symbol): PackageReference | null {
  const reference = builder.references.get(value) ?? builder.loadedExports.get(value) ?? null;
  return reference === null || isOfOthers(builder, value) ? null : reference;
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

function isOfNode(value: object): boolean {
  return builtinPath(value) !== null;
}
