import { fillObject } from "./fill-object.js";
import { putLateMembers, readShapes } from "./ordinary.js";
import { makeObjects } from "./make-object.js";
import { DamagedError, listOf, own, type Reader, type ShippedValues } from "./reader.js";
import { readValue } from "./read-value.js";

/**
 * Builds the value that a document of unknown origin describes. It is only ever data: no code of the document
 * exists, no constructor and no setter runs, and objects become instances only of classes in `shipped`. Size,
 * depth and number of values were bounded before.
 *
 * @throws DamagedError when the document is not what the runner writes.
 */
export function readStructured(
  document: unknown,
  attachments: readonly ArrayBuffer[],
  shipped: ShippedValues,
): unknown {
  const nodes = listOf(document, "nodes");
  const shapes = readShapes(document);
  const used = new Set<number>();
  const reader: Reader = { nodes, shapes, made: [], parts: new Map(), late: [], attachments, used, shipped };
  try {
    makeObjects(reader);
    putLateMembers(reader);
    for (const [index, target] of reader.made.entries()) {
      const node = nodes[index];
      if (typeof target === "object" && !isComplete(node)) fillObject(reader, target, node);
    }
    const value = readValue(reader, own(document, "value"));
    refuseThenable(value);
    return value;
  } catch (error) {
    if (error instanceof DamagedError) throw error;
    // The language refused: an impossible property, a malformed pattern, an address that is none.
    throw new DamagedError("it describes something impossible", { cause: error });
  }
}

/** Whether it has all that it will have when it is made. */
function isComplete(node: unknown): boolean {
  return Array.isArray(node) || own(node, "kind") === "part";
}

/** A promise would call `then`; the runner has waited already, so only a forged result has one. */
function refuseThenable(value: unknown): void {
  for (let at: unknown = value; typeof at === "object" && at !== null; at = Object.getPrototypeOf(at)) {
    const then = Object.getOwnPropertyDescriptor(at, "then");
    if (then === undefined) continue;
    if (typeof then.value === "function" || then.get !== undefined) {
      throw new DamagedError("it has a then method, which would run");
    }
    return;
  }
}
