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
  if (typeof value === "function") return `function ${textHash(value)}`;
  if (Array.isArray(value)) return "list";
  if (types.isMap(value)) return "map";
  if (types.isSet(value)) return "set";
  if (types.isDate(value)) return `date ${Date.prototype.getTime.call(value)}`;
  if (types.isRegExp(value)) return `regexp ${String(value)}`;
  if (ArrayBuffer.isView(value)) return `bytes ${value.byteLength}`;
  return "object";
}

const hashes = new WeakMap<object, string>();

/** Tells functions apart by their text; null for what is no function. */
export function textHash(fn: unknown): string | null {
  if (typeof fn !== "function") return null;
  const known = hashes.get(fn);
  if (known !== undefined) return known;
  const hash = createHash("sha256").update(Function.prototype.toString.call(fn)).digest("base64");
  hashes.set(fn, hash);
  return hash;
}
