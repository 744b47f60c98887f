import { types } from "node:util";
import { describe } from "../describe.js";
import { describeArray } from "./describe-array.js";
import { describeBinary } from "./describe-binary.js";
import { describeOrdinary } from "./describe-ordinary.js";
import { describeExtras } from "./describe-extras.js";
import type { DataNature, DataNode } from "./data-node.js";
import { refuse, through, type Trail } from "./not-carried.js";
import { isOpaque } from "./ordinary.js";
import type { Encode, Visit, Walk } from "./walk.js";

/** Describes an object by its nature, its class and its properties. */
export function describeObject(walk: Walk, visit: Visit, encode: Encode): DataNode {
  const { value, trail } = visit;
  if (isOpaque(value)) refuse(trail, `is ${describe(value)}`);
  return (
    describeOrdinary(walk, visit, encode) ??
    describeArray(walk, value, trail, encode) ??
    describeCollection(walk, value, trail, encode) ??
    describeBinary(walk, value, trail, encode) ??
    describeSpecial(walk, value, trail, encode) ?? {
      kind: "object",
      ...describeExtras(walk, value, { trail, natural: Object.prototype }, encode),
    }
  );
}

function describeCollection(walk: Walk, value: object, trail: Trail, encode: Encode): DataNode | null {
  if (types.isMap(value)) {
    const entries: [unknown, unknown][] = [];
    Map.prototype.forEach.call(value, (item, key) => entries.push([key, item]));
    return {
      kind: "map",
      entries: entries.map(([key, item]) => [
        encode(walk, key, through(trail, ".keys()")),
        encode(walk, item, through(trail, ".values()")),
      ]),
      ...describeExtras(walk, value, { trail, natural: Map.prototype }, encode),
    };
  }
  if (!types.isSet(value)) return null;
  const items: unknown[] = [];
  Set.prototype.forEach.call(value, (item) => items.push(item));
  return {
    kind: "set",
    items: items.map((item) => encode(walk, item, through(trail, ".values()"))),
    ...describeExtras(walk, value, { trail, natural: Set.prototype }, encode),
  };
}

function describeSpecial(walk: Walk, value: object, trail: Trail, encode: Encode): DataNode | null {
  if (types.isNativeError(value)) {
    return { kind: "error", ...describeExtras(walk, value, { trail, natural: Error.prototype }, encode) };
  }
  const nature = hiddenContent(walk, value, trail, encode);
  if (nature === null) return null;
  const own = describeExtras(walk, value, { trail, natural: nature.natural, skip: nature.skip }, encode);
  return { ...nature.content, ...own };
}

interface HiddenContent {
  readonly content: DataNature;
  readonly natural: object;
  readonly skip?: (key: string | symbol) => boolean;
}

function hiddenContent(walk: Walk, value: object, trail: Trail, encode: Encode): HiddenContent | null {
  if (types.isDate(value)) {
    const time = encode(walk, Date.prototype.getTime.call(value), trail);
    return { content: { kind: "date", time }, natural: Date.prototype };
  }
  if (types.isRegExp(value)) {
    return {
      content: { kind: "regexp", source: value.source, flags: value.flags },
      natural: RegExp.prototype,
      skip: (key) => key === "lastIndex" && value.lastIndex === 0,
    };
  }
  if (types.isBoxedPrimitive(value)) return boxedContent(walk, value, trail, encode);
  const href = hrefOf(value);
  return href === null ? null : { content: { kind: "url", href }, natural: URL.prototype };
}

function boxedContent(walk: Walk, value: object, trail: Trail, encode: Encode): HiddenContent {
  const primitive: unknown = value.valueOf();
  const natural: unknown = Object.getPrototypeOf(new Object(primitive));
  if (typeof primitive === "object" || typeof natural !== "object" || natural === null) {
    return refuse(trail, "is a boxed primitive with a changed valueOf");
  }
  const isText = typeof primitive === "string";
  return {
    content: { kind: "boxed", value: encode(walk, primitive, trail) },
    natural,
    skip: (key) => isText && typeof key === "string" && /^(?:\d+|length)$/u.test(key),
  };
}

/** The address of a real URL object; whatever only looks like one has no such hidden state. */
function hrefOf(value: object): string | null {
  if (!(value instanceof URL)) return null;
  try {
    const href: unknown = Reflect.get(URL.prototype, "href", value);
    return typeof href === "string" ? href : null;
  } catch {
    return null;
  }
}
