import { describe } from "../describe.js";
import { Parts, Shapes } from "../short-form/index.js";
import { type ClassFacts, openClassFacts } from "./class-facts.js";
import type { DataNode, DataValue } from "./data-node.js";
import { describeObject } from "./describe-object.js";
import { refuse, START, type Trail } from "./not-carried.js";
import type { Shipped } from "./shipped.js";
import { reserve, type Walk } from "./walk.js";

/** A value as data: a form that refers to nodes, the nodes, and the memory they use. */
export interface StructuredData {
  readonly value: DataValue;
  readonly nodes: readonly DataNode[];
  /** Keys of nodes in the short form. */
  readonly shapes: readonly (readonly string[])[];
  readonly attachments: readonly Uint8Array[];
}

/**
 * Tells a value of any nature as data: shared references, cycles, classes that the caller knows. What cannot be
 * told exactly is refused; nothing is dropped or converted, and no accessor runs.
 *
 * @throws NotCarriedError with the path to what cannot be told.
 */
export function toStructuredData(value: unknown, shipped: Shipped): StructuredData {
  let facts: ClassFacts | null = null;
  const walk: Walk = {
    shipped,
    nodes: [],
    shapes: new Shapes(),
    attachments: [],
    ids: new Map(),
    parts: new Parts(),
    pending: [],
    facts: () => (facts ??= openClassFacts()),
  };
  try {
    const encoded = encodeData(walk, value, START);
    for (let next = walk.pending.pop(); next !== undefined; next = walk.pending.pop()) {
      walk.nodes[next.index] = describeObject(walk, next, encodeData);
    }
    const { shapes, attachments } = walk;
    return { value: encoded, nodes: complete(walk.nodes), shapes: shapes.all, attachments };
  } finally {
    walk.pending.length = 0;
    closeFacts(facts);
  }
}

function closeFacts(facts: ClassFacts | null): void {
  facts?.close();
}

function complete(nodes: readonly (DataNode | undefined)[]): DataNode[] {
  return nodes.map((node) => {
    if (node === undefined) throw new TypeError("A part of the result was left without a description.");
    return node;
  });
}

function encodeData(walk: Walk, value: unknown, trail: Trail): DataValue {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "undefined":
      return ["undefined"];
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : ["number", numberText(value)];
    case "bigint":
      return ["bigint", value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`];
    case "symbol":
      return encodeSymbol(walk, value);
    case "object":
      return value === null ? null : encodeObject(walk, value, trail);
    case "function":
    default:
      return refuse(trail, `is ${describe(value)}`);
  }
}

function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function encodeObject(walk: Walk, value: object, trail: Trail): DataValue {
  const known = walk.ids.get(value);
  if (known !== undefined) return ["node", known];
  const part = walk.parts.find(value);
  const index = reserve(walk, value);
  if (part === undefined) walk.pending.push({ value, index, trail });
  else walk.nodes[index] = { kind: "part", of: ["node", part.node], at: part.at };
  return ["node", index];
}

function encodeSymbol(walk: Walk, symbol: symbol): DataValue {
  const registered = Symbol.keyFor(symbol);
  if (registered !== undefined) return ["registeredSymbol", registered];
  const { description } = symbol;
  if (description?.startsWith("Symbol.") && Reflect.get(Symbol, description.slice(7)) === symbol) {
    return ["wellKnownSymbol", description.slice(7)];
  }
  const shipped = walk.shipped.symbols.get(symbol);
  if (shipped !== undefined) return ["shipped", shipped];
  const known = walk.ids.get(symbol);
  if (known !== undefined) return ["node", known];
  const index = reserve(walk, symbol);
  walk.nodes[index] = { kind: "symbol", ...(description === undefined ? {} : { description }) };
  return ["node", index];
}
