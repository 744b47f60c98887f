import { DamagedError, type Reader } from "./reader.js";

const NUMBERS: ReadonlySet<string> = new Set(["NaN", "Infinity", "-Infinity", "-0"]);
/** Hexadecimal digits of one bigint: more than any program works with, and quick to read. */
const MAX_BIGINT_DIGITS = 1_000_000;

/** Reads a value that refers to nodes which stand already. */
export function readValue(reader: Reader, encoded: unknown): unknown {
  if (!Array.isArray(encoded)) {
    if (encoded !== null && typeof encoded === "object")
      throw new DamagedError("a value has an unknown form");
    return encoded;
  }
  const [tag, content]: readonly unknown[] = encoded;
  switch (tag) {
    case "node":
      return standing(reader, content);
    case "undefined":
      return undefined;
    case "number":
      return readNumber(content);
    case "bigint":
      return readBigint(content);
    case "registeredSymbol":
      return Symbol.for(String(content));
    case "wellKnownSymbol":
      return readWellKnown(content);
    case "shipped":
      return readShipped(reader, content);
    default:
      throw new DamagedError("a value has an unknown form");
  }
}

function standing({ made }: Reader, index: unknown): object | symbol {
  const value = typeof index === "number" ? made[index] : undefined;
  if (value === undefined) throw new DamagedError("a value refers to nothing");
  return value;
}

function readNumber(text: unknown): number {
  if (typeof text !== "string" || !NUMBERS.has(text)) throw new DamagedError("a number is unknown");
  return Number(text);
}

function readBigint(text: unknown): bigint {
  if (typeof text !== "string" || text.length > MAX_BIGINT_DIGITS || !/^-?0x[\da-f]+$/u.test(text)) {
    throw new DamagedError("a bigint is malformed");
  }
  return text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text);
}

function readWellKnown(name: unknown): symbol {
  const symbol: unknown = typeof name === "string" ? Reflect.get(Symbol, name) : undefined;
  if (typeof symbol !== "symbol") throw new DamagedError("a symbol is unknown");
  return symbol;
}

function readShipped({ shipped }: Reader, index: unknown): symbol {
  const symbol = typeof index === "number" ? shipped.get(index) : undefined;
  if (typeof symbol !== "symbol") throw new DamagedError("a symbol is unknown");
  return symbol;
}
