import type { DataNode, DataProperty, DataValue } from "./data-node.js";
import { describeExtras } from "./describe-extras.js";
import { refuse, throughKey, type Trail } from "./not-carried.js";
import type { Encode, Walk } from "./walk.js";

/** An array with more holes than this, and mostly holes, would only be memory at the caller. */
const MAX_HOLES = 1024;

/** Tells an array: ordinary items in order, everything unusual as properties. */
export function describeArray(walk: Walk, value: object, trail: Trail, encode: Encode): DataNode | null {
  if (!Array.isArray(value)) return null;
  if (value.length > 2 * Reflect.ownKeys(value).length + MAX_HOLES) {
    return refuse(trail, "is an array that is mostly holes; return a Map instead");
  }
  const told = new Set<string>(["length"]);
  const items: DataValue[] = [];
  for (let index = 0; index < value.length; index += 1) {
    const item = Object.getOwnPropertyDescriptor(value, index);
    const isOrdinary = item?.writable === true && item.enumerable === true && item.configurable === true;
    if (isOrdinary) told.add(String(index));
    items.push(isOrdinary ? encode(walk, item.value, throughKey(trail, index)) : ["hole"]);
  }
  const skip = (key: string | symbol): boolean => typeof key === "string" && told.has(key);
  const { props = [], ...own } = describeExtras(
    walk,
    value,
    { trail, natural: Array.prototype, skip },
    encode,
  );
  const isFixed = Object.getOwnPropertyDescriptor(value, "length")?.writable === false;
  const all: readonly DataProperty[] = isFixed ? [...props, ["length", value.length, 0]] : props;
  return { kind: "array", items, ...own, ...(all.length === 0 ? {} : { props: all }) };
}
