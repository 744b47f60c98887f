import { types } from "node:util";
import { isObject, prototypeProperty } from "../../support/index.js";
import { builtinPath } from "../builtins/index.js";
import {
  type Builder,
  type DataNode,
  type Encode,
  nodeValue,
  throughPart,
  type Trail,
  type Value,
} from "../payload/index.js";

/** Describes a weak collection; which of its entries travel shows when everything else is known. */
export function encodeWeakCollection(builder: Builder, value: object, trail: Trail): DataNode | null {
  if (!types.isWeakMap(value) && !types.isWeakSet(value)) return null;
  const entries: (readonly [Value, Value])[] = [];
  builder.weakCollections.push({ open: builder.reader.weakEntries(value), entries, trail });
  return { kind: types.isWeakMap(value) ? "weakmap" : "weakset", entries };
}

/**
 * Takes along the entries whose keys travel: nothing can ask for the others. Says whether there were any, because
 * what they hold may bring along further keys.
 */
export function encodeWeakEntries(builder: Builder, encode: Encode): boolean {
  let found = false;
  const members = builder.weakCollections.length === 0 ? new Set() : membersOfCode(builder);
  for (const collection of builder.weakCollections) {
    const { open, entries, trail } = collection;
    collection.open = open.filter(([key, value]) => {
      const encoded = encodeKey(builder, { key, members, trail }, encode);
      if (encoded === null) return true;
      entries.push([encoded, encode(builder, value, throughPart(trail, ".get(…)"))]);
      found = true;
      return false;
    });
  }
  return found;
}

interface Key {
  readonly key: object | symbol;
  /** What captured classes and functions have without its being captured by itself. */
  readonly members: ReadonlySet<unknown>;
  readonly trail: Trail;
}

/** Null for a key that code in the sandbox cannot have. */
function encodeKey(builder: Builder, { key, members, trail }: Key, encode: Encode): Value | null {
  const known = builder.ids.get(key);
  if (known !== undefined) return nodeValue(known);
  const isThere =
    members.has(key) ||
    (typeof key === "symbol"
      ? isWellKnown(key)
      : builtinPath(key) !== null || isTemplate(key) || builder.parts.find(key) !== undefined);
  return isThere ? encode(builder, key, throughPart(trail, ".keys()")) : null;
}

/** Prototypes, methods and accessors. */
function membersOfCode({ functions }: Builder): ReadonlySet<unknown> {
  const members = new Set<unknown>();
  for (const { fn } of functions) {
    const prototype = prototypeProperty(fn);
    members.add(prototype);
    for (const owner of [fn, prototype]) {
      if (!isObject(owner)) continue;
      for (const descriptor of Object.values(Object.getOwnPropertyDescriptors(owner))) {
        for (const member of Object.values(descriptor)) if (typeof member === "function") members.add(member);
      }
    }
  }
  return members;
}

function isWellKnown(key: symbol): boolean {
  return Object.values(Object.getOwnPropertyDescriptors(Symbol)).some(({ value }) => value === key);
}

/** The list of strings of a tagged template, which its code has without a variable. */
function isTemplate(key: object): boolean {
  return Array.isArray(key) && Object.isFrozen(key) && Object.hasOwn(key, "raw");
}
