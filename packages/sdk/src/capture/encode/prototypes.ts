import { type Builder, type Encode, type DataNode, throughKey, type Trail } from "../payload/index.js";
import { encodeExtras, encodeProperties } from "./encode-properties.js";
import { readFunctionText, naturalKeys } from "../source/index.js";
import { packageScript } from "./package-code.js";
import { noteWithoutPrivate } from "./stray-private.js";
import { ownerOf } from "./own-prototype.js";

/** Encodes such a prototype as a part of its function, with what was added to it or changed. */
export function encodePrototype(builder: Builder, value: object, trail: Trail, encode: Encode): DataNode {
  const owner = ownerOf(value) ?? value;
  const own = naturalKeys(owner, "prototype");
  const skip = (key: string | symbol): boolean =>
    key === "constructor" ? hasNaturalConstructor(value) : own.has(key);
  const of = encode(builder, owner, throughKey(trail, "constructor"));
  // The members of a package's class come with the package.
  if (packageScript(builder, owner) !== null) return { kind: "prototype", of };
  noteWithoutPrivate(builder, value, trail);
  const props = encodeProperties(builder, value, { trail, skip }, encode);
  return {
    kind: "prototype",
    of,
    ...encodeExtras(builder, value, { trail, proto: naturalParent(owner), props }, encode),
  };
}

/** What the prototype inherits from when nobody changed it. */
function naturalParent(owner: object): object | null {
  const shape = readFunctionText(Function.prototype.toString.call(owner));
  if ("problem" in shape || shape.classShape === null || !shape.classShape.hasBase) return Object.prototype;
  if (shape.classShape.extendsNull) return null;
  const base: unknown = Object.getPrototypeOf(owner);
  const parent: unknown = typeof base === "function" ? base.prototype : null;
  return typeof parent === "object" ? parent : null;
}

/** Whether the prototype of an ordinary function is as it was made: then it need not travel. */
export function isPristinePrototype(value: object, owner: object): boolean {
  return (
    Reflect.ownKeys(value).length === 1 &&
    ownerOf(value) === owner &&
    Object.getPrototypeOf(value) === Object.prototype &&
    hasNaturalConstructor(value) &&
    Object.isExtensible(value)
  );
}

/** Whether the mention of its function is as it was made: hidden, and open to change. */
function hasNaturalConstructor(prototype: object): boolean {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, "constructor");
  return descriptor?.writable === true && !descriptor.enumerable && descriptor.configurable === true;
}
