import {
  type Builder,
  type Encode,
  type DataNode,
  type Property,
  type Value,
  throughKey,
  type Trail,
} from "../payload/index.js";
import { encodeExtras, encodeProperties } from "./encode-properties.js";

/** An array with more holes than this, and mostly holes, is told by its properties instead of its items. */
const MAX_HOLES = 1024;

/** Encodes an array: ordinary items in order, everything unusual as properties. */
export function encodeArray(
  builder: Builder,
  value: readonly unknown[],
  trail: Trail,
  encode: Encode,
): DataNode {
  if (Object.isFrozen(value)) builder.frozenLists.push({ value, trail });
  const keyCount = Reflect.ownKeys(value).length;
  const isSparse = value.length > 2 * keyCount + MAX_HOLES;
  const items: Value[] = [];
  const told = new Set<string>();
  const itemCount = isSparse ? 0 : value.length;
  for (let index = 0; index < itemCount; index += 1) {
    const item = Object.getOwnPropertyDescriptor(value, index);
    const isOrdinary = item?.writable === true && item.enumerable === true && item.configurable === true;
    if (isOrdinary) told.add(String(index));
    items.push(isOrdinary ? encode(builder, item.value, throughKey(trail, index)) : ["hole"]);
  }
  const fixedLength = Object.getOwnPropertyDescriptor(value, "length")?.writable === false;
  const skip = (key: string | symbol): boolean =>
    typeof key === "string" && (key === "length" || told.has(key));
  const props = encodeProperties(builder, value, { trail, skip }, encode);
  const length: Property[] = fixedLength ? [["length", value.length, 0]] : [];
  return {
    kind: "array",
    length: value.length,
    items,
    ...encodeExtras(builder, value, { trail, proto: Array.prototype, props: [...props, ...length] }, encode),
  };
}
