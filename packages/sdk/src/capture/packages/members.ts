import { createHash } from "node:crypto";
import { types } from "node:util";
import { prototypeProperty } from "../../support/index.js";

/**
 * Is told one member of an object that a package exports, own or, of a Map or Set, in it.
 *
 * @param name - The same text for the same member in every process.
 * @param key - Null for what is in a Map or Set.
 */
export type VisitMember = (name: string, key: string | symbol | null, descriptor: PropertyDescriptor) => void;

/** What every function has by itself. */
const OF_FUNCTIONS: ReadonlySet<PropertyKey> = new Set(["length", "name", "arguments", "caller"]);

/** Whether every function has that member by itself. */
export function isFixedForFunctions(key: string | symbol): boolean {
  return OF_FUNCTIONS.has(key);
}

/** Tells the members by which two objects can be compared, without running accessors. */
export function visitMembers(value: object, visit: VisitMember): void {
  if (ArrayBuffer.isView(value) || types.isProxy(value)) return;
  visitEntries(value, visit);
  const isFunction = typeof value === "function";
  for (const key of Reflect.ownKeys(value)) {
    if (isFunction && isFixedForFunctions(key)) continue;
    const name = memberName(key);
    const descriptor = name === null ? undefined : descriptorOf(value, key);
    if (name !== null && descriptor !== undefined) visit(name, key, descriptor);
  }
}

/** Symbols count when every process has them. */
function memberName(key: string | symbol): string | null {
  if (typeof key === "string") return key;
  const registered = Symbol.keyFor(key);
  if (registered !== undefined) return `@@for ${registered}`;
  const { description = "" } = key;
  return Reflect.get(Symbol, description.slice("Symbol.".length)) === key ? `@@${description}` : null;
}

/** A module that is still being loaded has exports that cannot be read. */
export function descriptorOf(value: object, key: string | symbol): PropertyDescriptor | undefined {
  try {
    return Object.getOwnPropertyDescriptor(value, key);
  } catch {
    return undefined;
  }
}

function visitEntries(value: object, visit: VisitMember): void {
  let count = 0;
  const tell = (content: unknown, key: unknown): void => {
    count += 1;
    const isText = typeof key === "string" || typeof key === "number";
    visit(isText ? `get ${typeof key} ${key}` : `get ${count}`, null, { value: content });
  };
  if (types.isMap(value)) Map.prototype.forEach.call(value, tell);
  if (types.isSet(value)) Set.prototype.forEach.call(value, tell);
}

/** What an object is apart from its members; two that differ in it are two different objects. */
export function natureOf(value: object): string {
  const known = natures.get(value);
  if (known !== undefined) return known;
  if (types.isDate(value)) return `date ${Date.prototype.getTime.call(value)}`;
  const nature = constantNature(value);
  natures.set(value, nature);
  return nature;
}

const natures = new WeakMap<object, string>();

function constantNature(value: object): string {
  if (typeof value === "function") return textHash(value);
  if (Array.isArray(value)) return "list";
  if (types.isMap(value)) return "map";
  if (types.isSet(value)) return "set";
  if (types.isRegExp(value)) return `regexp ${RegExp.prototype.toString.call(value)}`;
  if (ArrayBuffer.isView(value)) return `bytes ${value.byteLength}`;
  const maker: unknown = Object.getOwnPropertyDescriptor(value, "constructor")?.value;
  return typeof maker === "function" && prototypeProperty(maker) === value
    ? `prototype of ${natureOf(maker)}`
    : "object";
}

/** Tells accessors apart by the texts of both halves. */
export function accessorCode(descriptor: PropertyDescriptor): string {
  const halves = [Reflect.get(descriptor, "get"), Reflect.get(descriptor, "set")];
  return halves.map((half: unknown) => (typeof half === "function" ? natureOf(half) : "")).join(" ");
}

function textHash(fn: object): string {
  const text = Function.prototype.toString.call(fn);
  return `function ${createHash("sha256").update(text).digest("base64")}`;
}

/** Whether members can be added to an object, and those that it has be changed. */
export type Lock = "open" | "closed" | "sealed" | "frozen";

export function lockOf(value: object): Lock {
  // That of a module is always the same.
  if (Object.isExtensible(value) || types.isModuleNamespaceObject(value)) return "open";
  if (Object.isFrozen(value)) return "frozen";
  return Object.isSealed(value) ? "sealed" : "closed";
}
