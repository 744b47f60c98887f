import { types } from "node:util";
import { openList, openRecord, type Open } from "../short-form/index.js";
import type { Trail } from "./not-carried.js";
import type { Walk } from "./walk.js";

/** Opens what could be written as a literal; null for anything else. Runs no code. */
export function openOrdinary(walk: Walk, value: object, trail: Trail): Open<Trail> | null {
  if (types.isProxy(value) || !Object.isExtensible(value)) return null;
  if (Array.isArray(value)) {
    const isPlain = Object.getPrototypeOf(value) === Array.prototype && !hasNames(walk, value);
    return isPlain ? openList(value, trail) : null;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype || hasNature(value)) return null;
  return openRecord(value, trail);
}

/** Content that no program can read, or that would run code when it is read. */
export function isOpaque(value: object): boolean {
  return (
    types.isProxy(value) ||
    types.isPromise(value) ||
    types.isWeakMap(value) ||
    types.isWeakSet(value) ||
    types.isGeneratorObject(value) ||
    types.isMapIterator(value) ||
    types.isSetIterator(value) ||
    types.isSharedArrayBuffer(value) ||
    types.isExternal(value) ||
    types.isArgumentsObject(value) ||
    types.isModuleNamespaceObject(value)
  );
}

/** Whether it is of a special kind in spite of its prototype. */
function hasNature(value: object): boolean {
  return (
    types.isMap(value) ||
    types.isSet(value) ||
    types.isArrayBuffer(value) ||
    ArrayBuffer.isView(value) ||
    types.isDate(value) ||
    types.isRegExp(value) ||
    types.isNativeError(value) ||
    types.isBoxedPrimitive(value) ||
    isOpaque(value)
  );
}

/** Keys are texts, and making more of them takes longer than asking the engine. */
const MAX_LISTED_ITEMS = 10_000;

function hasNames(walk: Walk, value: readonly unknown[]): boolean {
  if (value.length > MAX_LISTED_ITEMS) return walk.facts().hasNames(value);
  // The one that is no index is the length.
  return Reflect.ownKeys(value).length !== value.length + 1;
}
