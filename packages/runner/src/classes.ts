import type { Graph } from "./graph.js";
import type { ClassNode, Value } from "./payload.js";
import { finishObject } from "./properties.js";

/**
 * Evaluates a class. Its text comes without static initialisers, since those ran at the caller already;
 * what they left behind comes as properties.
 */
export function restoreClass(node: ClassNode, graph: Graph): unknown {
  const made = graph.evaluate(node.code, baseOf(node, graph));
  if (typeof made !== "function") throw new Error("A captured class could not be restored.");
  graph.later(() => {
    const prototype: unknown = made.prototype;
    removeOthers(made, ["prototype", ...node.staticKeys], graph);
    if (typeof prototype === "object" && prototype !== null)
      removeOthers(prototype, node.prototypeKeys, graph);
    finishObject(made, node, graph);
  });
  return made;
}

/** A class reads what it extends while it is evaluated, so that must stand before. */
function baseOf({ base, baseName }: ClassNode, graph: Graph): ReadonlyMap<string, unknown> | undefined {
  const value = base === undefined ? undefined : graph.value(base);
  return baseName === undefined ? undefined : new Map([[baseName, value]]);
}

/** Members that the caller had deleted, and what comes as a property anyway. */
function removeOthers(target: object, kept: readonly Value[], graph: Graph): void {
  const keys = new Set(kept.map((key) => graph.value(key)));
  for (const key of Reflect.ownKeys(target)) {
    if (!keys.has(key)) Reflect.deleteProperty(target, key);
  }
}
