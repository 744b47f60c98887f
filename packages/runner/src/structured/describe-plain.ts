import { types } from "node:util";
import type { DataValue, PlainDataNode } from "./data-node.js";
import { throughKey, type Trail } from "./not-carried.js";
import type { Encode, Walk } from "./walk.js";

/** Stands in the place of the keys of a list. */
const LIST = -1;

/**
 * The short form of what could be written as a literal; null for anything else, whose parts may be encoded by then:
 * they are so once in any case.
 */
export function describePlain(walk: Walk, value: object, trail: Trail, encode: Encode): PlainDataNode | null {
  if (!Object.isExtensible(value)) return null;
  if (Array.isArray(value)) return describeList(walk, value, trail, encode);
  if (Object.getPrototypeOf(value) !== Object.prototype || hasNature(value)) return null;
  return describeRecord(walk, value, trail, encode);
}

/** Whether it is of a special kind in spite of its prototype. */
function hasNature(value: object): boolean {
  return (
    types.isMap(value) ||
    types.isSet(value) ||
    types.isAnyArrayBuffer(value) ||
    ArrayBuffer.isView(value) ||
    types.isDate(value) ||
    types.isRegExp(value) ||
    types.isNativeError(value) ||
    types.isBoxedPrimitive(value)
  );
}

function describeRecord(walk: Walk, value: object, trail: Trail, encode: Encode): PlainDataNode | null {
  const keys = Object.keys(value);
  if (Reflect.ownKeys(value).length !== keys.length) return null;
  const node: [number, ...DataValue[]] = [walk.shapes.indexOf(keys)];
  for (const key of keys) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (!isOrdinary(descriptor)) return null;
    const member: unknown = descriptor.value;
    node.push(encode(walk, member, isPrimitive(member) ? trail : throughKey(trail, key)));
  }
  return node;
}

/** Without holes, and without anything beside its items. */
function describeList(
  walk: Walk,
  value: readonly unknown[],
  trail: Trail,
  encode: Encode,
): PlainDataNode | null {
  if (Object.getPrototypeOf(value) !== Array.prototype) return null;
  // Indexes come first, and behind them the length.
  const keys = Reflect.ownKeys(value);
  if (keys.length !== value.length + 1 || keys[value.length] !== "length") return null;
  if (Object.getOwnPropertyDescriptor(value, "length")?.writable !== true) return null;
  const node: [number, ...DataValue[]] = [LIST];
  for (let index = 0; index < value.length; index += 1) {
    const descriptor = Object.getOwnPropertyDescriptor(value, index);
    if (!isOrdinary(descriptor)) return null;
    const item: unknown = descriptor.value;
    node.push(encode(walk, item, isPrimitive(item) ? trail : throughKey(trail, index)));
  }
  return node;
}

/** Such a value is never refused, so that nobody asks where it was found. */
function isPrimitive(value: unknown): boolean {
  return (typeof value !== "object" && typeof value !== "function") || value === null;
}

function isOrdinary(descriptor: PropertyDescriptor | undefined): descriptor is { readonly value: unknown } {
  return (
    descriptor !== undefined &&
    descriptor.writable === true &&
    descriptor.enumerable === true &&
    descriptor.configurable === true
  );
}
