import type { Parts, Shapes } from "../short-form/index.js";
import type { ClassFacts } from "./class-facts.js";
import type { DataNode, DataValue } from "./data-node.js";
import type { Trail } from "./not-carried.js";
import type { Shipped } from "./shipped.js";

/** The state of one encoding. Values are walked without recursion, however deep they are. */
export interface Walk {
  readonly shipped: Shipped;
  readonly nodes: (DataNode | undefined)[];
  readonly shapes: Shapes;
  readonly attachments: Uint8Array[];
  readonly ids: Map<object | symbol, number>;
  /** Ordinary objects and lists that are written inside of nodes. */
  readonly parts: Parts;
  readonly pending: Visit[];
  /** Opened at the first object of a class of somebody's own. */
  readonly facts: () => ClassFacts;
}

/** An object that is to become the node of that index, and the way to it. */
export interface Visit {
  readonly value: object;
  readonly index: number;
  readonly trail: Trail;
}

/** Turns a value into its form, and queues it when it is an object that was not met before. */
export type Encode = (walk: Walk, value: unknown, trail: Trail) => DataValue;

/** Reserves the place of a node, so that cycles can refer to it before it is described. */
export function reserve(walk: Walk, value: object | symbol): number {
  const index = walk.nodes.push(undefined) - 1;
  walk.ids.set(value, index);
  return index;
}
