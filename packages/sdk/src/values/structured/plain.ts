import { DamagedError, listOf, type Reader } from "./reader.js";
import { readValue } from "./read-value.js";

/** Stands in the place of the keys of a list. */
const LIST = -1;

/** The keys of objects in the short form. */
export interface Shape {
  readonly keys: readonly string[];
  /** Whether plain assignment could run a setter, or set a prototype. */
  readonly isTricky: boolean;
}

/** An object or list that stands and is still empty. */
export interface PlainTarget {
  readonly target: unknown[] | Record<string, unknown>;
  readonly node: readonly unknown[];
}

/** Reads the keys of all nodes in the short form. */
export function readShapes(document: unknown): readonly Shape[] {
  return listOf(document, "shapes").map((keys) => {
    if (!Array.isArray(keys) || !keys.every((key) => typeof key === "string")) {
      throw new DamagedError("the keys of an object are malformed");
    }
    return { keys, isTricky: keys.some((key) => key in Object.prototype) };
  });
}

/** Makes what a node in the short form stands for, empty. */
export function makePlain({ plain }: Reader, node: readonly unknown[]): object {
  const target = node[0] === LIST ? [] : {};
  plain.push({ target, node });
  return target;
}

/** Puts the values in, without running anything of anybody's. */
export function fillPlain(reader: Reader): void {
  for (const { target, node } of reader.plain) {
    if (Array.isArray(target)) fillList(reader, target, node);
    else fillRecord(reader, target, node);
  }
}

function fillList(reader: Reader, target: unknown[], node: readonly unknown[]): void {
  for (let index = 1; index < node.length; index += 1) target.push(readValue(reader, node[index]));
}

function fillRecord(reader: Reader, target: Record<string, unknown>, node: readonly unknown[]): void {
  const shape = typeof node[0] === "number" ? reader.shapes[node[0]] : undefined;
  if (shape?.keys.length !== node.length - 1) throw new DamagedError("an object has other keys than values");
  for (const [index, key] of shape.keys.entries()) {
    const value = readValue(reader, node[index + 1]);
    if (shape.isTricky) {
      Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
    } else {
      target[key] = value;
    }
  }
}
