import { createHash } from "node:crypto";
import { types } from "node:util";

/** A member of an object that a package exports, own or, of a Map or Set, in it. */
export interface Member {
  /** The same text for the same member in every process. */
  readonly name: string;
  /** Null for what is in a Map or Set. */
  readonly key: string | symbol | null;
  readonly descriptor: PropertyDescriptor;
}

/** What every function has by itself. */
const OF_FUNCTIONS: ReadonlySet<PropertyKey> = new Set(["length", "name", "arguments", "caller"]);

/** Members by which two objects can be compared, without running accessors. */
export function membersOf(value: object): Member[] {
  if (ArrayBuffer.isView(value) || types.isProxy(value)) return [];
  const members = entriesOf(value);
  for (const key of Reflect.ownKeys(value)) {
    if (typeof value === "function" && OF_FUNCTIONS.has(key)) continue;
    const name = memberName(key);
    const descriptor = name === null ? undefined : descriptorOf(value, key);
    if (name !== null && descriptor !== undefined) members.push({ name, key, descriptor });
  }
  return members;
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
function descriptorOf(value: object, key: string | symbol): PropertyDescriptor | undefined {
  try {
    return Object.getOwnPropertyDescriptor(value, key);
  } catch {
    return undefined;
  }
}

function entriesOf(value: object): Member[] {
  const members: Member[] = [];
  const add = (content: unknown, key: unknown): void => {
    const name = typeof key === "string" || typeof key === "number" ? `get ${typeof key} ${key}` : null;
    members.push({ name: name ?? `get ${members.length}`, key: null, descriptor: { value: content } });
  };
  if (types.isMap(value)) Map.prototype.forEach.call(value, add);
  if (types.isSet(value)) Set.prototype.forEach.call(value, add);
  return members;
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
  return ArrayBuffer.isView(value) ? `bytes ${value.byteLength}` : "object";
}

/** Tells functions apart by their text; null where there is none. */
export function codeOf(fn: unknown): string | null {
  return typeof fn === "function" ? natureOf(fn) : null;
}

function textHash(fn: object): string {
  const text = Function.prototype.toString.call(fn);
  return `function ${createHash("sha256").update(text).digest("base64")}`;
}
