import { CWSandboxValidationError } from "../errors/index.js";
import { ignore } from "../support/index.js";

/** Where the argument lists of a map come from. */
export type MapSource<Item> = Iterable<Item> | AsyncIterable<Item>;

/** Reads a source one item after the other, whatever kind it is. */
export interface SourceReader<Item> {
  /** How many items there are, when the source tells; else null. */
  readonly total: number | null;
  readonly next: () => Promise<IteratorResult<Item, unknown>>;
  /** Tells the source that no more items are wanted. */
  readonly close: () => Promise<void>;
}

/** @throws CWSandboxValidationError for what cannot be iterated. */
export function readSource<Item>(source: MapSource<Item>): SourceReader<Item> {
  const iterator = iteratorOf(source);
  let isAsked = false;
  return {
    total: totalOf(source),
    next: async () => {
      isAsked = true;
      try {
        return await iterator.next();
      } finally {
        isAsked = false;
      }
    },
    close: async () => {
      const closing = Promise.resolve(iterator.return?.()).catch(ignore);
      // A generator that waits for its next item would answer only after it.
      if (!isAsked) await closing;
    },
  };
}

function iteratorOf<Item>(source: MapSource<Item>): AsyncIterator<Item, unknown> | Iterator<Item, unknown> {
  if (typeof source === "object" && source !== null) {
    if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
    if (Symbol.iterator in source) return source[Symbol.iterator]();
  }
  throw new CWSandboxValidationError(
    "mapStream takes an iterable or async iterable of argument lists, for example [[1], [2]] or a generator.",
    { field: "items" },
  );
}

function totalOf(source: object): number | null {
  for (const name of ["length", "size"]) {
    const total: unknown = Reflect.get(source, name);
    if (typeof total === "number") return total;
  }
  return null;
}
