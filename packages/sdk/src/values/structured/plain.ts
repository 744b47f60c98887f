import { DamagedError, listOf, type Reader } from "./reader.js";
import { readValue } from "./read-value.js";

/** Stands in the place of the keys of a list. */
const LIST = -1;

/** Reads the keys of all nodes in the short form. */
export function readShapes(document: unknown): readonly (readonly string[])[] {
  return listOf(document, "shapes").map((keys) => {
    if (!Array.isArray(keys) || !keys.every((key) => typeof key === "string")) {
      throw new DamagedError("the keys of an object are malformed");
    }
    return keys;
  });
}

/** Makes what a node in the short form stands for, empty. */
export function makePlain(node: unknown): object {
  return Array.isArray(node) && node[0] === LIST ? Array.from({ length: 0 }) : {};
}

/** Puts the values in, without running anything of anybody's. */
export function fillPlain(reader: Reader, target: object, node: readonly unknown[]): void {
  if (Array.isArray(target)) {
    for (let index = 1; index < node.length; index += 1) target.push(readValue(reader, node[index]));
    return;
  }
  const keys = typeof node[0] === "number" ? reader.shapes[node[0]] : undefined;
  if (keys?.length !== node.length - 1) throw new DamagedError("an object has other keys than values");
  for (const [index, key] of keys.entries()) setOwn(target, key, readValue(reader, node[index + 1]));
}

/** Assigning is quicker, where it cannot run a setter. */
function setOwn(target: object, key: string, value: unknown): void {
  if (key in Object.prototype) {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    Reflect.set(target, key, value);
  }
}
