import { types } from "node:util";
import { type BuiltinPath, builtinPath, builtinPathOfNative } from "../builtins/index.js";
import { isOwnPrototype } from "./own-prototype.js";
import { REMADE_KINDS } from "./remade-kinds.js";
import { NOT_CAPTURABLE } from "../symbols.js";
import { isObject } from "../../support/index.js";

/** Prototypes of Node and the language whose objects can be read completely. */
const READABLE_CLASSES = `
  Object Function Iterator Array Map Set WeakMap WeakSet Date RegExp URL Buffer Error AggregateError EvalError RangeError
  ReferenceError SyntaxError TypeError URIError Number Boolean String Symbol BigInt ArrayBuffer
  DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  Float16Array Float32Array Float64Array BigInt64Array BigUint64Array
`;
const READABLE: ReadonlySet<string> = new Set(
  READABLE_CLASSES.trim()
    .split(/\s+/u)
    .concat(...REMADE_KINDS.keys())
    .map((name) => `global.${name}.prototype`),
);
const READABLE_INTRINSICS =
  /^intrinsic\.(?:IteratorPrototype|(?:TypedArray|AsyncFunction|(?:Async)?GeneratorFunction(?:\.prototype)?)\.prototype)$/u;

/**
 * Says why an object cannot be rebuilt elsewhere, or null when it can. The text completes the sentence
 * "it is …".
 *
 * @param isNative - Whether a function belongs to Node itself, without being one of its exports.
 */
export function refusalOf(value: object, isNative: (fn: object) => boolean): string | null {
  if (types.isProxy(value)) return "a Proxy, whose traps cannot be read";
  const marked: unknown = Reflect.get(value, NOT_CAPTURABLE);
  if (typeof marked === "string") return marked.replace(/^it is /u, "");
  if (types.isPromise(value)) return "a Promise: await it first and capture its result";
  // What a class makes of a native one is refused; the class itself is code.
  const isCode = typeof value === "function" || isOwnPrototype(value);
  return hiddenState(value) ?? (isCode ? null : nativeAncestor(value, isNative));
}

/** Whether it has content that no program can read, whatever its prototype says. */
export function isUnreadable(value: object): boolean {
  return types.isPromise(value) || hiddenState(value) !== null;
}

/** The same in words. */
function hiddenState(value: object): string | null {
  if (types.isGeneratorObject(value)) return "a running generator, whose state cannot be read";
  if (types.isMapIterator(value) || types.isSetIterator(value))
    return "an iterator, whose state cannot be read";
  if (types.isSharedArrayBuffer(value)) return "a SharedArrayBuffer, whose memory belongs to this process";
  if (ArrayBuffer.isView(value) && types.isSharedArrayBuffer(memoryOf(value))) {
    return "a view of a SharedArrayBuffer, whose memory belongs to this process";
  }
  if (types.isExternal(value) || types.isKeyObject(value) || types.isCryptoKey(value)) {
    return "a native object, whose state cannot be read";
  }
  if (types.isArgumentsObject(value)) return "an arguments object: copy it with [...arguments] first";
  return null;
}

/** Whatever the program put on the view under that name. */
function memoryOf(view: ArrayBufferView): unknown {
  const typed = types.isDataView(view) ? DataView.prototype : Object.getPrototypeOf(Uint8Array.prototype);
  return Reflect.get(Object(typed), "buffer", view);
}

function nativeAncestor(value: object, isNative: (fn: object) => boolean): string | null {
  const nearest: unknown = Object.getPrototypeOf(value);
  if (nearest === Object.prototype || nearest === Array.prototype) return null;
  for (let proto = nearest; isObject(proto); proto = Object.getPrototypeOf(proto)) {
    const constructor: unknown = Object.getOwnPropertyDescriptor(proto, "constructor")?.value;
    const isOfNode = isObject(constructor) && isNative(constructor);
    const path = isOfNode ? builtinPathOfNative(proto) : builtinPath(proto);
    if (path !== null) {
      if (isReadable(path)) continue;
      return nativeText(constructorName(nearest), builtinName(path, constructorName(proto)));
    }
    if (isOfNode) return nativeText(constructorName(nearest), constructorName(proto) ?? "native object");
  }
  return null;
}

function isReadable(path: BuiltinPath): boolean {
  const text = path.join(".");
  return READABLE.has(text) || READABLE_INTRINSICS.test(text);
}

function nativeText(own: string | null, native: string): string {
  const base = `${article(native)} ${native}, which holds native state`;
  const shortName = native.slice(native.lastIndexOf(".") + 1);
  return own === null || own === shortName ? base : `${article(own)} ${own}, which extends ${base}`;
}

/** `net.Socket` for the prototype of what `node:net` exports as `Socket`. */
function builtinName(path: BuiltinPath, className: string | null): string {
  const parts = path.slice(1).filter((part) => part !== "prototype" && part !== "[[Prototype]]");
  // A module can be a class itself, as `node:events` is.
  if (path[0] === "module" && parts.length === 1 && className !== null) parts.push(className);
  return parts.join(".").replace(/^node:/u, "");
}

function constructorName(proto: unknown): string | null {
  if (!isObject(proto)) return null;
  const constructor: unknown = Object.getOwnPropertyDescriptor(proto, "constructor")?.value;
  return typeof constructor === "function" && constructor.name !== "" ? constructor.name : null;
}

function article(name: string): string {
  return /^[AEIOaeiou]/u.test(name) ? "an" : "a";
}
