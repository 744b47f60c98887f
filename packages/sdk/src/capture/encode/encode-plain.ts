import { types } from "node:util";
import {
  type Builder,
  type Encode,
  type PlainNode,
  type Value,
  refuseEnvironmentCopy,
  refuseSecret,
  throughKey,
  type Trail,
} from "../payload/index.js";

/** Stands in the place of the keys of a list. */
const LIST = -1;

/** The short form of what was written as a literal and has nothing unusual; null for anything else. */
export function encodePlain(builder: Builder, value: object, trail: Trail, encode: Encode): PlainNode | null {
  if (!Object.isExtensible(value)) return null;
  if (Array.isArray(value)) return encodeList(builder, value, trail, encode);
  if (Object.getPrototypeOf(value) !== Object.prototype || hasNature(value)) return null;
  return encodeRecord(builder, value, trail, encode);
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
    types.isBoxedPrimitive(value) ||
    types.isModuleNamespaceObject(value)
  );
}

function encodeRecord(builder: Builder, value: object, trail: Trail, encode: Encode): PlainNode | null {
  refuseEnvironmentCopy(builder, value, trail);
  const keys: string[] = [];
  const values: unknown[] = [];
  for (const key of Reflect.ownKeys(value)) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (typeof key !== "string" || !isOrdinary(descriptor)) return null;
    keys.push(key);
    values.push(descriptor.value);
  }
  const node: [number, ...Value[]] = [builder.shapes.indexOf(keys)];
  for (const [index, key] of keys.entries()) {
    const member = values[index];
    const inner = isPrimitive(member) && trail.isArgument ? trail : throughKey(trail, key);
    refuseSecret(builder, key, member, inner);
    node.push(encode(builder, member, inner));
  }
  return node;
}

/** Without holes, and without anything beside its items. */
function encodeList(
  builder: Builder,
  value: readonly unknown[],
  trail: Trail,
  encode: Encode,
): PlainNode | null {
  if (Object.getPrototypeOf(value) !== Array.prototype) return null;
  // Indexes come first, and behind them the length.
  const keys = Reflect.ownKeys(value);
  if (keys.length !== value.length + 1 || keys[value.length] !== "length") return null;
  if (Object.getOwnPropertyDescriptor(value, "length")?.writable !== true) return null;
  const items: unknown[] = [];
  for (let index = 0; index < value.length; index += 1) {
    const descriptor = Object.getOwnPropertyDescriptor(value, index);
    if (!isOrdinary(descriptor)) return null;
    items.push(descriptor.value);
  }
  const node: [number, ...Value[]] = [LIST];
  for (const [index, item] of items.entries()) {
    node.push(encode(builder, item, isPrimitive(item) ? trail : throughKey(trail, index)));
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
