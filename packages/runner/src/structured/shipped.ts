import type { GraphNode } from "../payload.js";

/** What the caller gave along with the call and will know again: by its index among the nodes of the call. */
export interface Shipped {
  /** By the prototype of a class or function. */
  readonly prototypes: ReadonlyMap<object, number>;
  readonly symbols: ReadonlyMap<symbol, number>;
}

/** Reads off the restored nodes of a call what a result may refer to. */
export function shippedBy(nodes: readonly GraphNode[], restored: (index: number) => unknown): Shipped {
  const prototypes = new Map<object, number>();
  const symbols = new Map<symbol, number>();
  for (const [index, node] of nodes.entries()) {
    if (!("kind" in node)) continue;
    const { kind } = node;
    const value = restored(index);
    if (kind === "symbol" && typeof value === "symbol") symbols.set(value, index);
    if ((kind === "class" || kind === "function") && typeof value === "function") {
      const prototype: unknown = Object.getOwnPropertyDescriptor(value, "prototype")?.value;
      if (typeof prototype === "object" && prototype !== null) prototypes.set(prototype, index);
    }
  }
  return { prototypes, symbols };
}
