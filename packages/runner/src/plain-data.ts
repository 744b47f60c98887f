import { types } from "node:util";
import { describe } from "./describe.js";
import type { PlainData } from "./payload.js";

/** The value cannot be told in JSON; the message says where and why. */
export class NotPlainError extends Error {}

type Path = readonly (string | number)[];
type Special = readonly [path: Path, special: string];

interface Walk {
  readonly specials: Special[];
  readonly open: Set<object>;
}

/** Deeper results are refused: readers of deep data overflow their stack. */
const MAX_DEPTH = 1000;

/**
 * Checks that a value is basic data and lists the primitives that JSON lacks. Nothing is dropped or
 * converted: what JSON would lose is an error with its path.
 */
export function toPlainData(value: unknown): PlainData {
  const walk: Walk = { specials: [], open: new Set() };
  check(value, [], walk);
  return { value: value === undefined ? null : value, specials: walk.specials };
}

/** Puts the listed primitives back into parsed JSON. */
export function fromPlainData(data: PlainData): unknown {
  const holder: { value: unknown } = { value: data.value };
  for (const [path, name] of data.specials) {
    let target: object = holder;
    let key: string | number = "value";
    for (const next of path) {
      const inner: unknown = Object.getOwnPropertyDescriptor(target, key)?.value;
      if (typeof inner !== "object" || inner === null) throw new Error("The call's arguments are damaged.");
      target = inner;
      key = next;
    }
    const value = name === "undefined" ? undefined : Number(name);
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return holder.value;
}

function check(value: unknown, path: Path, walk: Walk): void {
  switch (typeof value) {
    case "string":
    case "boolean":
      return;
    case "number":
      if (!Number.isFinite(value) || Object.is(value, -0)) walk.specials.push([path, special(value)]);
      return;
    case "undefined":
      walk.specials.push([path, "undefined"]);
      return;
    case "object":
      if (value !== null) checkObject(value, path, walk);
      return;
    case "bigint":
    case "symbol":
    case "function":
      throw refusal(path, `is ${describe(value)}`);
  }
}

function special(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function checkObject(value: object, path: Path, walk: Walk): void {
  if (walk.open.has(value)) throw refusal(path, "leads back to itself (a cycle)");
  if (path.length > MAX_DEPTH) throw refusal(path.slice(0, 3), `is nested deeper than ${MAX_DEPTH} levels`);
  walk.open.add(value);
  if (Array.isArray(value)) checkArray(value, path, walk);
  else checkRecord(value, path, walk);
  walk.open.delete(value);
}

function checkArray(value: readonly unknown[], path: Path, walk: Walk): void {
  if (types.isProxy(value) || Object.getPrototypeOf(value) !== Array.prototype) {
    throw refusal(path, `is ${describe(value)}`);
  }
  const keys = Reflect.ownKeys(value);
  for (let index = 0; index < value.length; index += 1) {
    if (keys[index] !== String(index)) throw refusal([...path, index], "is a hole in an array");
    check(ownValue(value, String(index), path), [...path, index], walk);
  }
  // The one key that is left is `length`.
  const extra = keys[value.length + (keys[value.length] === "length" ? 1 : 0)];
  if (extra !== undefined) throw refusal(path, `is an array with a property of its own, ${String(extra)}`);
}

function checkRecord(value: object, path: Path, walk: Walk): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (types.isProxy(value) || (prototype !== Object.prototype && prototype !== null)) {
    throw refusal(path, `is ${describe(value)}`);
  }
  if (types.isModuleNamespaceObject(value)) throw refusal(path, "is a module");
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === "symbol")
      throw refusal(path, `has a property with a symbol as its key, ${String(key)}`);
    check(ownValue(value, key, path), [...path, key], walk);
  }
}

function ownValue(holder: object, key: string, path: Path): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(holder, key);
  if (descriptor === undefined || descriptor.get !== undefined || descriptor.set !== undefined) {
    throw refusal([...path, key], "is an accessor, not a value");
  }
  if (descriptor.enumerable !== true) throw refusal([...path, key], "is a hidden (non-enumerable) property");
  return descriptor.value;
}

function refusal(path: Path, problem: string): NotPlainError {
  return new NotPlainError(`value${path.map(pathPart).join("")} ${problem}`);
}

function pathPart(part: string | number): string {
  if (typeof part === "number") return `[${part}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
}
