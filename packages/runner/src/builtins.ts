import { createRequire } from "node:module";

const requireHere = createRequire(__filename);

/** Namespace objects by module name, loaded before the graph is restored because loading them takes a turn. */
export type Namespaces = ReadonlyMap<string, unknown>;

export async function loadNamespaces(names: readonly string[]): Promise<Namespaces> {
  const loaded = await Promise.all(
    names.map(async (name): Promise<[string, unknown]> => [name, await import(name)]),
  );
  return new Map(loaded);
}

/**
 * Finds something that Node itself provides. The first part of a path says where to begin: `global` (then
 * names), `module` and `namespace` (then the module's name, then names), `intrinsic`.
 * A part that begins with `@@` is a well-known symbol, with `@@for ` a registered one, `get ` and `set ` pick a half
 * of an accessor, and `[[Prototype]]` goes up one step.
 */
export function resolveBuiltin(path: readonly string[], namespaces: Namespaces): unknown {
  const [origin, first, ...rest] = path;
  switch (origin) {
    case "global":
      return follow(globalThis, first === undefined ? rest : [first, ...rest], path);
    case "module":
      return follow(requireHere(String(first)), rest, path);
    case "namespace":
      return follow(namespaces.get(String(first)), rest, path);
    case "intrinsic":
      return follow(intrinsic(String(first)), rest, path);
    case undefined:
    default:
      throw missing(path);
  }
}

/** Objects of the language that no global name leads to. */
function intrinsic(name: string): unknown {
  switch (name) {
    case "GeneratorFunction":
      return function* () {}.constructor;
    case "AsyncFunction":
      return async function () {}.constructor;
    case "AsyncGeneratorFunction":
      return async function* () {}.constructor;
    case "TypedArray":
      return Object.getPrototypeOf(Uint8Array);
    case "IteratorPrototype":
      return Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
    case "ArrayIteratorPrototype":
      return Object.getPrototypeOf([][Symbol.iterator]());
    default:
      return undefined;
  }
}

function follow(start: unknown, names: readonly string[], path: readonly string[]): unknown {
  let current = start;
  for (const name of names) current = step(current, name, path);
  if (current === undefined) throw missing(path);
  return current;
}

function step(from: unknown, name: string, path: readonly string[]): unknown {
  if (!isObject(from)) throw missing(path);
  if (name === "[[Prototype]]") return Object.getPrototypeOf(from);
  const half = /^(get|set) (.*)$/su.exec(name);
  if (half === null) return Reflect.get(from, keyOf(name));
  const descriptor = Object.getOwnPropertyDescriptor(from, keyOf(half[2] ?? ""));
  return descriptor === undefined ? undefined : Reflect.get(descriptor, half[1] ?? "");
}

function keyOf(name: string): PropertyKey {
  if (!name.startsWith("@@")) return name;
  if (name.startsWith("@@for ")) return Symbol.for(name.slice("@@for ".length));
  const symbol: unknown = Reflect.get(Symbol, name.slice(2));
  return typeof symbol === "symbol" ? symbol : name;
}

function missing(path: readonly string[]): Error {
  return new Error(
    `The function uses ${path.slice(1).join(".")}, which Node ${process.versions.node} in this sandbox does not have. ` +
      `Use an image with the Node version of the caller (or a newer one).`,
  );
}

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
