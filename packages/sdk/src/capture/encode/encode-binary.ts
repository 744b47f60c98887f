import { types } from "node:util";
import {
  type Builder,
  type Encode,
  nodeValue,
  type PooledView,
  type DataNode,
  refuse,
  START,
  type Trail,
} from "../payload/index.js";

/** Copies the memory as it is now. */
export function encodeBuffer(builder: Builder, value: ArrayBuffer, trail: Trail): DataNode {
  if (Reflect.get(value, "resizable") === true)
    refuse(trail, "a resizable ArrayBuffer, which is not supported");
  return { kind: "arraybuffer", attachment: attach(builder, new Uint8Array(value), trail) };
}

interface EncodedView {
  readonly node: DataNode;
  readonly proto: object | null;
}

/** Encodes a typed array, Buffer or DataView; views of the same memory stay views of the same memory. */
export function encodeView(
  builder: Builder,
  value: ArrayBufferView,
  { index, trail }: { index: number; trail: Trail },
  encode: Encode,
): EncodedView {
  const { buffer, offset, sizeBytes } = placeOf(value);
  const view = viewName(value);
  if (view === null) refuse(trail, "a typed array of an unknown kind");
  const length =
    view === "Buffer" || view === "DataView" ? sizeBytes : numberOf(TYPED_ARRAY, "length", value);
  const constructor: unknown = view === "Buffer" ? Buffer : Reflect.get(globalThis, view);
  const proto: unknown = typeof constructor === "function" ? constructor.prototype : null;
  const natural = typeof proto === "object" ? proto : null;
  if (view === "Buffer" && sizeBytes < buffer.byteLength && buffer.byteLength === Buffer.poolSize) {
    const views = builder.pooled.get(buffer) ?? [];
    builder.pooled.set(buffer, views);
    views.push({ node: index, start: offset, end: offset + sizeBytes });
    return { node: { kind: "view", view, buffer: null, offset, length }, proto: natural };
  }
  return {
    node: { kind: "view", view, buffer: encode(builder, buffer, trail), offset, length },
    proto: natural,
  };
}

/**
 * Gives pooled views their memory. Node cuts small buffers out of one block, whose other parts belong to
 * unrelated code and must not travel; only what overlaps stays together.
 */
export function settlePooledViews(builder: Builder): void {
  for (const [buffer, views] of builder.pooled) {
    const whole = builder.ids.get(buffer);
    if (whole !== undefined) {
      // The block itself was captured, so the views stay views of it.
      placeViews(builder, views, { memory: whole, start: 0 });
      continue;
    }
    const sorted = [...views].sort((a, b) => a.start - b.start);
    let group: typeof sorted = [];
    let end = -1;
    for (const view of sorted) {
      if (view.start >= end && group.length > 0) {
        settleGroup(builder, buffer, group);
        group = [];
      }
      group.push(view);
      end = Math.max(end, view.end);
    }
    if (group.length > 0) settleGroup(builder, buffer, group);
  }
}

function settleGroup(
  builder: Builder,
  buffer: ArrayBufferLike,
  group: readonly { node: number; start: number; end: number }[],
): void {
  const start = Math.min(...group.map((view) => view.start));
  const end = Math.max(...group.map((view) => view.end));
  const attachment = attach(builder, new Uint8Array(buffer, start, end - start), START);
  const memory = builder.nodes.length;
  builder.nodes.push({ kind: "arraybuffer", attachment });
  placeViews(builder, group, { memory, start });
}

function placeViews(
  builder: Builder,
  views: readonly PooledView[],
  { memory, start }: { memory: number; start: number },
): void {
  for (const view of views) {
    const node = builder.nodes[view.node];
    if (node === undefined || !("kind" in node) || node.kind !== "view") continue;
    builder.nodes[view.node] = { ...node, buffer: nodeValue(memory), offset: view.start - start };
  }
}

const TYPED_ARRAY: object = Object(Object.getPrototypeOf(Uint8Array.prototype));

/** Where a view lies, whatever the program put on it under such names. */
function placeOf(value: ArrayBufferView): {
  readonly buffer: ArrayBuffer;
  readonly offset: number;
  readonly sizeBytes: number;
} {
  const proto = types.isDataView(value) ? DataView.prototype : TYPED_ARRAY;
  const buffer: unknown = Reflect.get(proto, "buffer", value);
  if (!types.isArrayBuffer(buffer)) throw new TypeError("A view has memory of its own.");
  return {
    buffer,
    offset: numberOf(proto, "byteOffset", value),
    sizeBytes: numberOf(proto, "byteLength", value),
  };
}

function numberOf(proto: object, name: string, value: object): number {
  return Number(Reflect.get(proto, name, value));
}

function viewName(value: ArrayBufferView): string | null {
  if (Buffer.isBuffer(value)) return "Buffer";
  if (types.isDataView(value)) return "DataView";
  const name: unknown = Reflect.get(TYPED_ARRAY, Symbol.toStringTag, value);
  return typeof name === "string" ? name : null;
}

/** Memory of this size is used again and again, and let go of as it is sent. */
const PIECE_BYTES = 256 * 1024;

/** Copies memory, once it is known that there is not too much of it. */
function attach(builder: Builder, memory: Uint8Array, trail: Trail): number {
  const { maxAttachedBytes } = builder.options;
  builder.attachedBytes += memory.length;
  if (builder.attachedBytes > maxAttachedBytes) {
    refuse(
      trail,
      `too large: with it there are ${builder.attachedBytes} bytes of binary data, and a call carries at most ` +
        `${maxAttachedBytes}. Pass less, or mount the data as a file or write it to a sandbox of your own`,
    );
  }
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < memory.length; start += PIECE_BYTES) {
    const part = memory.subarray(start, start + PIECE_BYTES);
    const piece = Buffer.allocUnsafeSlow(part.length);
    piece.set(part);
    pieces.push(piece);
  }
  return builder.attachments.push(pieces) - 1;
}
