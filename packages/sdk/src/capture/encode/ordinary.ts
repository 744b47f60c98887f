import { types } from "node:util";
import type { Builder, Trail } from "../payload/index.js";
import { isUnreadable } from "./refusals.js";

/** An ordinary object or list, as far as it has been walked. */
export interface Open {
  /** None for a list. */
  readonly keys: readonly string[] | null;
  readonly members: readonly unknown[];
  readonly trail: Trail;
  next: number;
}

/** Opens what was written as a literal and has nothing unusual; null for anything else. Runs no code. */
export function openOrdinary(builder: Builder, value: object, trail: Trail): Open | null {
  if (types.isProxy(value) || !Object.isExtensible(value)) return null;
  if (Array.isArray(value))
    return isOrdinaryList(builder, value) ? { keys: null, members: value, trail, next: 0 } : null;
  if (Object.getPrototypeOf(value) !== Object.prototype || hasNature(value)) return null;
  return openRecord(value, trail);
}

function openRecord(value: object, trail: Trail): Open | null {
  if (Object.getOwnPropertySymbols(value).length > 0) return null;
  const keys = Object.getOwnPropertyNames(value);
  const members = Array<unknown>(keys.length);
  for (let index = 0; index < keys.length; index += 1) {
    const descriptor = Object.getOwnPropertyDescriptor(value, keys[index] ?? "");
    if (!isOrdinary(descriptor)) return null;
    members[index] = descriptor.value;
  }
  return { keys, members, trail, next: 0 };
}

/** Without holes, and without anything beside its items. */
function isOrdinaryList(builder: Builder, value: readonly unknown[]): boolean {
  if (Object.getPrototypeOf(value) !== Array.prototype || hasNames(builder, value)) return false;
  if (Object.getOwnPropertyDescriptor(value, "length")?.writable !== true) return false;
  for (let index = 0; index < value.length; index += 1) {
    if (!isOrdinary(Object.getOwnPropertyDescriptor(value, index))) return false;
  }
  return true;
}

/** Keys are texts, and making a hundred thousand of them takes longer than asking the engine. */
const MAX_LISTED_ITEMS = 1000;

function hasNames(builder: Builder, value: readonly unknown[]): boolean {
  if (value.length > MAX_LISTED_ITEMS) return builder.reader.hasNamedProperties(value);
  // The one that is no index is the length.
  return Reflect.ownKeys(value).length !== value.length + 1;
}

/** Whether it is of a special kind in spite of its prototype. */
function hasNature(value: object): boolean {
  return (
    types.isMap(value) ||
    types.isSet(value) ||
    types.isWeakMap(value) ||
    types.isWeakSet(value) ||
    types.isAnyArrayBuffer(value) ||
    ArrayBuffer.isView(value) ||
    types.isDate(value) ||
    types.isRegExp(value) ||
    types.isNativeError(value) ||
    types.isBoxedPrimitive(value) ||
    isUnreadable(value)
  );
}

function isOrdinary(descriptor: PropertyDescriptor | undefined): descriptor is { readonly value: unknown } {
  return (
    descriptor !== undefined &&
    descriptor.writable === true &&
    descriptor.enumerable === true &&
    descriptor.configurable === true
  );
}
