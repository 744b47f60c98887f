import { types } from "node:util";
import {
  type Builder,
  type Encode,
  type DataNode,
  type Value,
  refuseEnvironmentCopy,
  refuseSecret,
  refuse,
  throughPart,
  type Trail,
} from "../payload/index.js";
import { encodeArray } from "./encode-array.js";
import { encodeBuffer, encodeView } from "./encode-binary.js";
import { encodeOrdinary } from "./encode-ordinary.js";
import { encodeExtras, encodeProperties } from "./encode-properties.js";
import { type PrivateState, privateStateOf } from "./private-members.js";
import { isOwnPrototype } from "./own-prototype.js";
import { encodeRemade } from "./encode-remade.js";
import { encodePrototype } from "./prototypes.js";
import { noteWithoutPrivate } from "./stray-private.js";
import { encodeWeakCollection } from "./weak-collections.js";
import { isObject } from "../../support/index.js";

export interface Visit {
  readonly index: number;
  readonly trail: Trail;
}

/** Describes an object by its nature, its properties and its prototype. */
export function visitObject(builder: Builder, value: object, { index, trail }: Visit, encode: Encode): void {
  if (isOwnPrototype(value)) {
    builder.nodes[index] = encodePrototype(builder, value, trail, encode);
    return;
  }
  if (types.isModuleNamespaceObject(value)) {
    for (const exported of Object.keys(value)) {
      builder.moduleReads.push({ exported, live: Reflect.get(value, exported), trail });
    }
  }
  const ordinary = encodeOrdinary(builder, value, { index, trail }, encode);
  if (ordinary !== null) {
    builder.nodes[index] = ordinary;
    return;
  }
  const hidden = privateStateOf(builder, value, trail);
  if (hidden === null) noteWithoutPrivate(builder, value, trail);
  const node =
    encodeCollection(builder, value, trail, encode) ??
    encodeBinary(builder, value, { index, trail }, encode) ??
    encodeSpecial(builder, value, trail, encode) ??
    plainNode(builder, value, trail, encode);
  builder.nodes[index] = hidden === null ? node : encodeInstance(builder, node, { hidden, trail }, encode);
}

/** Natures of objects that are complete when they are constructed empty. */
const EMPTY_AT_FIRST = /^(?:object|error|array|map|set|weakmap|weakset)$/u;

function encodeInstance(
  builder: Builder,
  node: DataNode,
  { hidden, trail }: { hidden: PrivateState; trail: Trail },
  encode: Encode,
): DataNode {
  if (!EMPTY_AT_FIRST.test(node.kind)) {
    refuse(
      trail,
      `a ${node.kind} with private members, which cannot be restored: create it inside the function instead`,
    );
  }
  for (const owner of hidden.classes) builder.restorable.add(owner);
  const fields = hidden.fields.map(
    ({ owner, name, value }) =>
      [encode(builder, owner, trail), name, encode(builder, value, throughPart(trail, `.${name}`))] as const,
  );
  return { ...node, instance: { of: encode(builder, hidden.constructed, trail), fields } };
}

function isIndex(key: string | symbol): boolean {
  return typeof key === "string" && /^\d+$/u.test(key);
}

type Extras = Pick<DataNode, "proto" | "props" | "locked">;

/** Everything but the nature of the object. */
function extras(
  builder: Builder,
  value: object,
  { trail, proto, skip }: { trail: Trail; proto: object | null; skip?: (key: string | symbol) => boolean },
  encode: Encode,
): Extras {
  const props = encodeProperties(builder, value, { trail, skip: skip ?? (() => false) }, encode);
  return encodeExtras(builder, value, { trail, proto, props }, encode);
}

function plainNode(builder: Builder, value: object, trail: Trail, encode: Encode): DataNode {
  refuseEnvironmentCopy(builder, value, trail);
  return { kind: "object", ...extras(builder, value, { trail, proto: Object.prototype }, encode) };
}

function encodeCollection(builder: Builder, value: object, trail: Trail, encode: Encode): DataNode | null {
  if (Array.isArray(value)) return encodeArray(builder, value, trail, encode);
  if (types.isMap(value)) {
    const entries: (readonly [key: unknown, value: unknown])[] = [];
    Map.prototype.forEach.call(value, (item, key) => entries.push([key, item]));
    return {
      kind: "map",
      entries: entries.map(([key, item]) => [
        encode(builder, key, throughPart(trail, ".keys()")),
        encodeEntry(builder, { key, item, trail: throughPart(trail, entryText(key)) }, encode),
      ]),
      ...extras(builder, value, { trail, proto: Map.prototype }, encode),
    };
  }
  if (types.isSet(value)) {
    const items: unknown[] = [];
    Set.prototype.forEach.call(value, (item) => items.push(item));
    return {
      kind: "set",
      items: items.map((item) => encode(builder, item, throughPart(trail, ".values()"))),
      ...extras(builder, value, { trail, proto: Set.prototype }, encode),
    };
  }
  const weak = encodeWeakCollection(builder, value, trail);
  if (weak === null) return null;
  const proto = weak.kind === "weakmap" ? WeakMap.prototype : WeakSet.prototype;
  return { ...weak, ...extras(builder, value, { trail, proto }, encode) };
}

function encodeBinary(builder: Builder, value: object, visit: Visit, encode: Encode): DataNode | null {
  if (types.isArrayBuffer(value)) {
    return {
      ...encodeBuffer(builder, value, visit.trail),
      ...extras(builder, value, { ...visit, proto: ArrayBuffer.prototype }, encode),
    };
  }
  if (!ArrayBuffer.isView(value)) return null;
  const { node, proto } = encodeView(builder, value, visit, encode);
  if (!builder.reader.hasNamedProperties(value)) {
    return { ...node, ...encodeExtras(builder, value, { trail: visit.trail, proto, props: [] }, encode) };
  }
  return { ...node, ...extras(builder, value, { ...visit, proto, skip: isIndex }, encode) };
}

function encodeSpecial(builder: Builder, value: object, trail: Trail, encode: Encode): DataNode | null {
  if (types.isDate(value)) {
    const time = encode(builder, Date.prototype.getTime.call(value), trail);
    return { kind: "date", time, ...extras(builder, value, { trail, proto: Date.prototype }, encode) };
  }
  if (types.isRegExp(value)) {
    return {
      kind: "regexp",
      ...partsOf(value),
      ...extras(builder, value, { trail, proto: RegExp.prototype }, encode),
    };
  }
  if (types.isNativeError(value))
    return { kind: "error", ...extras(builder, value, { trail, proto: Error.prototype }, encode) };
  if (types.isBoxedPrimitive(value)) return encodeBoxed(builder, value, trail, encode);
  const href = hrefOf(value);
  if (href !== null)
    return { kind: "url", href, ...extras(builder, value, { trail, proto: URL.prototype }, encode) };
  const remade = encodeRemade(builder, value, trail, encode);
  if (remade === null) return null;
  const own = new Set(Reflect.ownKeys(remade.twin));
  const proto: unknown = Object.getPrototypeOf(remade.twin);
  const natural = isObject(proto) ? proto : null;
  return {
    ...remade.node,
    ...extras(builder, value, { trail, proto: natural, skip: (key) => own.has(key) }, encode),
  };
}

/** Whatever the expression inherits from, or has of its own under such names; the flags in the order of the language. */
function partsOf(value: RegExp): { readonly source: string; readonly flags: string } {
  const has = (name: string): boolean => Reflect.get(RegExp.prototype, name, value) === true;
  const flags = FLAGS.filter(([, name]) => has(name)).map(([letter]) => letter);
  return { source: Reflect.get(RegExp.prototype, "source", value), flags: flags.join("") };
}

const FLAGS = [
  ["d", "hasIndices"],
  ["g", "global"],
  ["i", "ignoreCase"],
  ["m", "multiline"],
  ["s", "dotAll"],
  ["u", "unicode"],
  ["v", "unicodeSets"],
  ["y", "sticky"],
] as const;

function encodeBoxed(builder: Builder, value: object, trail: Trail, encode: Encode): DataNode {
  const primitive = unboxed(value);
  const isText = typeof primitive === "string";
  const skip = (key: string | symbol): boolean =>
    isText && typeof key === "string" && /^(?:\d+|length)$/u.test(key);
  const proto: unknown = Object.getPrototypeOf(new Object(primitive));
  const natural = typeof proto === "object" ? proto : null;
  return {
    kind: "boxed",
    value: encode(builder, primitive, trail),
    ...extras(builder, value, { trail, proto: natural, skip }, encode),
  };
}

/** What is inside, whatever the program made of `valueOf`. */
function unboxed(value: object): unknown {
  if (types.isStringObject(value)) return String.prototype.valueOf.call(value);
  if (types.isNumberObject(value)) return Number.prototype.valueOf.call(value);
  if (types.isBooleanObject(value)) return Boolean.prototype.valueOf.call(value);
  return types.isBigIntObject(value)
    ? BigInt.prototype.valueOf.call(value)
    : Symbol.prototype.valueOf.call(value);
}

/** The address of a real URL object, whatever it inherits from. */
function hrefOf(value: object): string | null {
  try {
    const href: unknown = Reflect.get(URL.prototype, "href", value);
    return typeof href === "string" ? href : null;
  } catch {
    return null;
  }
}

function encodeEntry(
  builder: Builder,
  { key, item, trail }: { key: unknown; item: unknown; trail: Trail },
  encode: Encode,
): Value {
  if (typeof key === "string") refuseSecret(builder, key, item, trail);
  return encode(builder, item, trail);
}

function entryText(key: unknown): string {
  return `.get(${typeof key === "string" || typeof key === "number" ? JSON.stringify(key) : "…"})`;
}
