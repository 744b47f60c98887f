import type { Graph } from "./graph.js";
import type { ClassNode, Value } from "./payload.js";
import { keepHooks, newHooks } from "./private-members.js";
import { finishObject } from "./properties.js";
import { showText } from "./shown-texts.js";

/**
 * Evaluates a class. Its text comes without static initialisers, since those ran at the caller already;
 * what they left behind comes as properties.
 */
export function restoreClass(node: ClassNode, graph: Graph): unknown {
  const hooks = newHooks();
  const extra = new Map([
    ...baseOf(node, graph),
    ...(node.restorable === true ? [["$cwclass", hooks] as const] : []),
  ]);
  const made = graph.evaluate(node.code, extra.size === 0 ? undefined : extra);
  if (typeof made !== "function") throw new Error("A captured class could not be restored.");
  keepHooks(made, hooks);
  if (node.code.shown !== undefined) showText(made, node.code.shown);
  graph.later(() => {
    const prototype: unknown = made.prototype;
    removeOthers(made, ["prototype", ...node.staticKeys], graph);
    if (typeof prototype === "object" && prototype !== null)
      removeOthers(prototype, node.prototypeKeys, graph);
    finishObject(made, node, graph);
    for (const [name, value] of node.privateStatics ?? []) hooks.set?.(name, graph.value(value));
  });
  return made;
}

/** A class reads what it extends while it is evaluated, so that must stand before. */
function baseOf({ base, baseName }: ClassNode, graph: Graph): ReadonlyMap<string, unknown> {
  const value = base === undefined ? undefined : graph.value(base);
  return new Map(baseName === undefined ? [] : [[baseName, value]]);
}

/** Members that the caller had deleted, and what comes as a property anyway. */
function removeOthers(target: object, kept: readonly Value[], graph: Graph): void {
  const keys = new Set(kept.map((key) => graph.value(key)));
  for (const key of Reflect.ownKeys(target)) {
    if (!keys.has(key)) Reflect.deleteProperty(target, key);
  }
}
