import { type Builder, nodeValue, reserveNode, type Trail, type Value } from "../payload/index.js";
import { encodeReference, knownReference } from "./references.js";

/** Encodes a symbol: by its name where it has one that counts everywhere, and else as one of its own. */
export function encodeSymbol(builder: Builder, symbol: symbol, trail: Trail): Value {
  const registered = Symbol.keyFor(symbol);
  if (registered !== undefined) {
    builder.symbols.add(symbol);
    return ["registeredSymbol", registered];
  }
  const { description } = symbol;
  if (isWellKnown(symbol)) return ["wellKnownSymbol", String(description).slice(PREFIX.length)];
  const known = builder.ids.get(symbol);
  if (known !== undefined) return nodeValue(known);
  const reference = knownReference(builder, symbol);
  if (reference !== null) return encodeReference(builder, symbol, reference, trail);
  const index = reserveNode(builder, symbol);
  builder.nodes[index] = { kind: "symbol", ...(description === undefined ? {} : { description }) };
  return nodeValue(index);
}

const PREFIX = "Symbol.";

const wellKnown = new Set<symbol>();

/** A symbol of the language, and not one that the program put beside them. */
export function isWellKnown(symbol: symbol): boolean {
  if (wellKnown.has(symbol)) return true;
  const { description = "" } = symbol;
  if (!description.startsWith(PREFIX)) return false;
  const descriptor = Object.getOwnPropertyDescriptor(Symbol, description.slice(PREFIX.length));
  if (descriptor?.value !== symbol || descriptor.configurable !== false) return false;
  wellKnown.add(symbol);
  return true;
}
