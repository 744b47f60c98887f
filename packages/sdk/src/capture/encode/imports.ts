import { builtinPath } from "../builtins/index.js";
import { type LiveScope, packageImports, type Script } from "../engine/index.js";
import { type ImportedExports, type PackageExport, type PackageReference, Watch } from "../packages/index.js";
import type { Builder } from "../payload/index.js";
import { isModuleObject } from "./references.js";
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
  const values = importedValues.get(fn) ?? readImports(script, scopes);
  if (values.every(({ value }) => value !== undefined)) importedValues.set(fn, values);
  for (const imported of values) {
    const { reference } = imported;
    if (!builder.imported.has(reference)) builder.imported.set(reference, exportsOf(imported));
  }
}

function readImports(script: Script, scopes: readonly LiveScope[]): ImportedValue[] {
  return packageImports(script).flatMap(({ local, reference }) => {
    const scope = scopes.find(({ names }) => names.has(local));
    return scope === undefined ? [] : [{ value: scope.read(local), reference }];
  });
}

interface KnownExports {
  readonly value: unknown;
  readonly exports: ImportedExports;
  readonly watch: Watch;
}

const known = new WeakMap<PackageReference, KnownExports>();

/** Read again only when something has changed since. */
function exportsOf({ value, reference }: ImportedValue): ImportedExports {
  const before = known.get(reference);
  if (before !== undefined && before.value === value && before.watch.isUnchanged()) return before.exports;
  const watch = new Watch();
  const references = new Map<object | symbol, PackageReference>();
  noteExport({ references, watch }, value, reference);
  const exports = { reference, references, exports: [...references].flatMap(startOf) };
  known.set(reference, { value, exports, watch });
  return exports;
}

/** Members of what a module exports as a whole are found there. */
function startOf([value, reference]: readonly [object | symbol, PackageReference]): PackageExport[] {
  const isMember = reference.path.length > 1 && reference.path[0] === "default";
  return isMember || !isObject(value) || isModuleObject(value) ? [] : [{ value, reference }];
}

interface Noting {
  readonly references: Map<object | symbol, PackageReference>;
  readonly watch: Watch;
}

/** A module's own members are noted as well: code often takes only some of them. */
function noteExport(noting: Noting, value: unknown, reference: PackageReference, depth = 0): void {
  const { references, watch } = noting;
  if (typeof value === "symbol" && !references.has(value)) references.set(value, reference);
  if (!isObject(value) || isOfNode(value)) return;
  if (!references.has(value)) references.set(value, reference);
  const isModule = isModuleObject(value);
  if (depth > 1 || !(isModule || reference.path.join() === "default")) return;
  watch.add(value);
  for (const [key, member] of membersOf(value, isModule)) {
    const inner = { ...reference, path: [...reference.path, key] };
    if (isModule) noteExport(noting, member, inner, depth + 1);
    else if (typeof member === "function" && !references.has(member) && !isOfNode(member))
      references.set(member, inner);
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

function isOfNode(value: object): boolean {
  return builtinPath(value) !== null;
}
