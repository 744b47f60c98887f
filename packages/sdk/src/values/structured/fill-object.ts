import { CLASS_NAME } from "../class-name.js";
import { DamagedError, listOf, own, type Reader } from "./reader.js";
import { readValue } from "./read-value.js";

const ALL = 7;

/** Puts content, properties and class into an object that stands, without running anything of anybody's. */
export function fillObject(reader: Reader, target: object, node: unknown): void {
  fillContent(reader, target, node);
  const length = Array.isArray(target) ? target.length : 0;
  for (const property of listOf(node, "props")) defineProperty(reader, target, property);
  // A property far beyond its items would make a loop over it endless.
  if (Array.isArray(target) && target.length !== length)
    throw new DamagedError("an array has a wrong length");
  setClass(reader, target, node);
  if (own(node, "locked") === true) Object.preventExtensions(target);
}

function fillContent(reader: Reader, target: object, node: unknown): void {
  if (Array.isArray(target)) {
    for (const [index, item] of listOf(node, "items").entries()) {
      if (Array.isArray(item) && item[0] === "hole") target.length = index + 1;
      else defineValue(target, index, readValue(reader, item));
    }
  } else if (target instanceof Map) {
    for (const entry of listOf(node, "entries")) {
      if (!Array.isArray(entry)) throw new DamagedError("an entry of a Map is malformed");
      target.set(readValue(reader, entry[0]), readValue(reader, entry[1]));
    }
  } else if (target instanceof Set) {
    for (const item of listOf(node, "items")) target.add(readValue(reader, item));
  }
}

function defineProperty(reader: Reader, target: object, property: unknown): void {
  if (!Array.isArray(property)) throw new DamagedError("a property is malformed");
  const [encodedKey, encoded, attributes = ALL]: readonly unknown[] = property;
  const key = readValue(reader, encodedKey);
  if ((typeof key !== "string" && typeof key !== "symbol") || typeof attributes !== "number") {
    throw new DamagedError("a property is malformed");
  }
  Object.defineProperty(target, key, {
    value: readValue(reader, encoded),
    writable: (attributes & 1) !== 0,
    enumerable: (attributes & 2) !== 0,
    configurable: (attributes & 4) !== 0,
  });
}

function defineValue(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

const STANDARD_ERRORS: ReadonlyMap<unknown, object> = new Map<unknown, object>([
  ["AggregateError", AggregateError.prototype],
  ["EvalError", EvalError.prototype],
  ["RangeError", RangeError.prototype],
  ["ReferenceError", ReferenceError.prototype],
  ["SyntaxError", SyntaxError.prototype],
  ["TypeError", TypeError.prototype],
  ["URIError", URIError.prototype],
]);

/** An object becomes an instance only of a class that the caller shipped; no constructor runs. */
function setClass(reader: Reader, target: object, node: unknown): void {
  const className = own(node, "className");
  if (typeof className === "string") {
    Object.defineProperty(target, CLASS_NAME, { value: className, configurable: true });
  }
  const proto = own(node, "proto");
  if (proto === undefined) return;
  const prototype = proto === null ? null : prototypeOf(reader, proto);
  if (!Reflect.setPrototypeOf(target, prototype)) throw new DamagedError("a class does not fit its object");
}

function prototypeOf({ shipped }: Reader, proto: unknown): object {
  const owner = typeof proto === "number" ? shipped.get(proto) : undefined;
  const prototype: unknown =
    typeof owner === "function"
      ? Object.getOwnPropertyDescriptor(owner, "prototype")?.value
      : STANDARD_ERRORS.get(proto);
  if (typeof prototype !== "object" || prototype === null)
    throw new DamagedError("it names an unknown class");
  return prototype;
}
