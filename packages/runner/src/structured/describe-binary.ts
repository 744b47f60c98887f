import { types } from "node:util";
import type { DataNode } from "./data-node.js";
import { describeExtras } from "./describe-extras.js";
import { refuse, type Trail } from "./not-carried.js";
import type { Encode, Walk } from "./walk.js";

/** Tells memory and views of memory; views of the same memory stay views of the same memory. */
export function describeBinary(walk: Walk, value: object, trail: Trail, encode: Encode): DataNode | null {
  if (types.isArrayBuffer(value)) {
    if (Reflect.get(value, "resizable") === true) refuse(trail, "is a resizable ArrayBuffer");
    return {
      kind: "arraybuffer",
      attachment: walk.attachments.push(new Uint8Array(value)) - 1,
      ...describeExtras(walk, value, { trail, natural: ArrayBuffer.prototype }, encode),
    };
  }
  return ArrayBuffer.isView(value) ? describeView(walk, value, trail, encode) : null;
}

function describeView(walk: Walk, value: ArrayBufferView, trail: Trail, encode: Encode): DataNode {
  const { byteOffset: offset, byteLength } = value;
  if (types.isSharedArrayBuffer(value.buffer)) refuse(trail, "is a view of a SharedArrayBuffer");
  const view = viewName(value) ?? refuse(trail, "is a typed array of an unknown kind");
  const constructor: unknown = view === "Buffer" ? Buffer : Reflect.get(globalThis, view);
  const prototype: unknown = typeof constructor === "function" ? constructor.prototype : null;
  if (typeof prototype !== "object" || prototype === null) {
    return refuse(trail, `is ${view}, which this Node does not have`);
  }
  const isOrdinary = Object.getPrototypeOf(value) === prototype && Object.isExtensible(value);
  const own =
    isOrdinary && !hasNames(walk, value)
      ? {}
      : describeExtras(walk, value, { trail, natural: prototype, skip: isIndex }, encode);
  // Node cuts small buffers out of one block whose other parts are nobody's business.
  if (view === "Buffer" && isPooled(value)) {
    const copy = new Uint8Array(byteLength);
    copy.set(new Uint8Array(value.buffer, offset, byteLength));
    return {
      kind: "view",
      view,
      buffer: encode(walk, copy.buffer, trail),
      offset: 0,
      length: byteLength,
      ...own,
    };
  }
  const length = types.isTypedArray(value) && view !== "Buffer" ? value.length : byteLength;
  return { kind: "view", view, buffer: encode(walk, value.buffer, trail), offset, length, ...own };
}

function isPooled(value: ArrayBufferView): boolean {
  return value.byteLength < value.buffer.byteLength && value.buffer.byteLength === Buffer.poolSize;
}

function isIndex(key: string | symbol): boolean {
  return typeof key === "string" && /^\d+$/u.test(key);
}

/** Listing millions of elements is not needed to know whether something stands behind them. */
function hasNames(walk: Walk, value: ArrayBufferView): boolean {
  if (types.isTypedArray(value) && value.length > MAX_LISTED_ELEMENTS) return walk.facts().hasNames(value);
  return Reflect.ownKeys(value).some((key) => !isIndex(key));
}

const MAX_LISTED_ELEMENTS = 10_000;

function viewName(value: ArrayBufferView): string | null {
  if (Buffer.isBuffer(value)) return "Buffer";
  if (types.isDataView(value)) return "DataView";
  const name: unknown = Reflect.get(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag, value);
  return typeof name === "string" ? name : null;
}
