import { types } from "node:util";
import { openList, openRecord, type Open } from "@cwsandbox/runner/short-form";
import type { Builder, Trail } from "../payload/index.js";
import { isUnreadable } from "./refusals.js";

/** Opens what was written as a literal and has nothing unusual; null for anything else. Runs no code. */
export function openOrdinary(builder: Builder, value: object, trail: Trail): Open<Trail> | null {
  if (types.isProxy(value) || !Object.isExtensible(value)) return null;
  if (Array.isArray(value)) {
    const isPlain = Object.getPrototypeOf(value) === Array.prototype && !hasNames(builder, value);
    return isPlain ? openList(value, trail) : null;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype || hasNature(value)) return null;
  return openRecord(value, trail);
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
