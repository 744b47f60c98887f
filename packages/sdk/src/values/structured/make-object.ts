import { makeMemory, makeView } from "./make-memory.js";
import { makeOrdinary } from "./ordinary.js";
import { countOf, DamagedError, own, type Reader, textOf } from "./reader.js";
import { readValue } from "./read-value.js";

/** Kinds that others need before they can be made themselves. */
const EARLY: ReadonlySet<unknown> = new Set(["symbol", "arraybuffer"]);

/** Makes every object empty, so that they can refer to each other. */
export function makeObjects(reader: Reader): void {
  for (const early of [true, false]) {
    for (const [index, node] of reader.nodes.entries()) {
      const isOrdinary = Array.isArray(node);
      const kind = isOrdinary ? null : own(node, "kind");
      if (EARLY.has(kind) !== early) continue;
      if (isOrdinary) reader.parts.set(index, makeOrdinary(reader, node));
      reader.made[index] = reader.parts.get(index)?.[0] ?? makeObject(reader, node, kind);
    }
  }
}

function makeObject(reader: Reader, node: unknown, kind: unknown): object | symbol {
  switch (kind) {
    case "part":
      return partOf(reader, node);
    case "symbol":
      return makeSymbol(node);
    case "arraybuffer":
      return makeMemory(reader, node);
    case "view":
      return makeView(reader, node);
    case "object":
      return {};
    case "array":
      return Array.from({ length: 0 });
    case "map":
      return new Map();
    case "set":
      return new Set();
    case "date":
      return new Date(Number(readValue(reader, own(node, "time"))));
    case "regexp":
      return makeRegExp(node);
    case "error":
      return makeError();
    case "boxed":
      return makeBoxed(reader, node);
    case "url":
      return new URL(textOf(node, "href"));
    default:
      throw new DamagedError("it has a value of an unknown kind");
  }
}

/** What is inside of a node in the short form, which was made before. */
function partOf({ parts }: Reader, node: unknown): object {
  const of = own(node, "of");
  const whole = Array.isArray(of) && of[0] === "node" ? parts.get(Number(of[1])) : undefined;
  const part = whole?.[countOf(node, "at", whole.length - 1)];
  if (part === undefined) throw new DamagedError("it refers to a part of nothing");
  return part;
}

function makeSymbol(node: unknown): symbol {
  const description = own(node, "description");
  return typeof description === "string" ? Symbol(description) : Symbol();
}

const MAX_PATTERN_CHARACTERS = 100_000;

/** Compiled, never run. */
function makeRegExp(node: unknown): RegExp {
  const source = textOf(node, "source");
  if (source.length > MAX_PATTERN_CHARACTERS) throw new DamagedError("a regular expression is too long");
  return new RegExp(source, textOf(node, "flags"));
}

/** An error without own properties; those it had come as data. */
function makeError(): Error {
  const error = new Error();
  Reflect.deleteProperty(error, "stack");
  return error;
}

function makeBoxed(reader: Reader, node: unknown): object {
  const value = readValue(reader, own(node, "value"));
  if (value === null || value === undefined || typeof value === "object") {
    throw new DamagedError("a boxed value is not a primitive");
  }
  return new Object(value);
}
