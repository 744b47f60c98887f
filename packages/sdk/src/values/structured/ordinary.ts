import { STEP } from "@cwsandbox/runner/short-form";
import { DamagedError, listOf, type Open, type Reader, type Shape } from "./reader.js";
import { readValue } from "./read-value.js";

/** Reads the keys of all nodes in the short form. */
export function readShapes(document: unknown): readonly Shape[] {
  return listOf(document, "shapes").map((keys) => {
    if (!Array.isArray(keys) || !keys.every((key) => typeof key === "string")) {
      throw new DamagedError("the keys of an object are malformed");
    }
    return { keys, isTricky: keys.some((key) => key in Object.prototype) };
  });
}

/** Makes the object of a node in the short form, and behind it everything inside of it. */
export function makeOrdinary(reader: Reader, node: readonly unknown[]): readonly object[] {
  const made: object[] = [];
  const open: Open[] = [];
  let unclaimed = node.length;
  for (let at = 0; at < node.length; at += 1) {
    const step = node[at];
    if (typeof step !== "number" || !Number.isSafeInteger(step) || step < 0) throw malformed();
    const code = step % 4;
    const operand = Math.floor(step / 4);
    if (code === STEP.VALUES) {
      const end = at + operand;
      if (end >= node.length) throw malformed();
      for (; at < end; at += 1) putValue(reader, open, node[at + 1]);
    } else if (code === STEP.AGAIN) {
      if (operand >= made.length) throw malformed();
      put(open, made[operand]);
    } else {
      const begun = begin(code === STEP.LIST ? null : shapeOf(reader, operand), operand, unclaimed);
      unclaimed -= begun.size;
      if (made.push(begun.target) > 1) put(open, begun.target);
      if (begun.size > 0) open.push(begun);
    }
  }
  if (made.length === 0 || open.length > 0) throw malformed();
  return made;
}

/** Puts in what did not stand before. */
export function putLateMembers(reader: Reader): void {
  for (const { holder, at, encoded } of reader.late) setMember(holder, at, readValue(reader, encoded));
}

/** Every member has a place of its own in the node, so that nobody can claim more memory than was sent. */
function begin(shape: Shape | null, operand: number, unclaimed: number): Open {
  const size = shape === null ? operand : shape.keys.length;
  if (size > unclaimed) throw malformed();
  return { target: shape === null ? Array<unknown>(size) : {}, shape, size, next: 0 };
}

function shapeOf({ shapes }: Reader, index: number): Shape {
  const shape = shapes[index];
  if (shape === undefined) throw malformed();
  return shape;
}

function putValue(reader: Reader, open: Open[], encoded: unknown): void {
  const holder = open.at(-1);
  const isNode = Array.isArray(encoded) && encoded[0] === "node";
  if (isNode && holder !== undefined) reader.late.push({ holder, at: holder.next, encoded });
  put(open, isNode ? null : readValue(reader, encoded));
}

/** Gives the innermost open object its next member; with the last one it is complete. */
function put(open: Open[], member: unknown): void {
  const holder = open.at(-1);
  if (holder === undefined) throw malformed();
  setMember(holder, holder.next, member);
  holder.next += 1;
  if (holder.next === holder.size) open.pop();
}

/** Runs nothing of anybody's. */
function setMember({ target, shape }: Open, at: number, value: unknown): void {
  if (Array.isArray(target)) {
    target[at] = value;
    return;
  }
  const key = shape?.keys[at] ?? "";
  if (shape?.isTricky === false) target[key] = value;
  else Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

function malformed(): DamagedError {
  return new DamagedError("an object is malformed");
}
