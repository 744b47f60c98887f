import { ignore } from "../support/index.js";

type Values<Refs extends readonly PromiseLike<unknown>[]> = {
  -readonly [Index in keyof Refs]: Awaited<Refs[Index]>;
};

/** Waits for one handle and gives its value. */
export function results<T>(ref: PromiseLike<T>): Promise<T>;
/**
 * Waits for several handles, processes included, and gives their values in the same order. An empty list
 * gives an empty list.
 *
 * @throws the error of the first failed handle in list order; the others go on.
 */
export function results<const Refs extends readonly PromiseLike<unknown>[]>(
  refs: Refs,
): Promise<Values<Refs>>;
/** The same for any iterable, also a lazy one. */
export function results<T>(refs: Iterable<PromiseLike<T>>): Promise<T[]>;
export async function results(refs: PromiseLike<unknown> | Iterable<PromiseLike<unknown>>): Promise<unknown> {
  if (!isIterable(refs)) return refs;
  const outcomes = Array.from(refs, (ref) => Promise.resolve(ref));
  for (const outcome of outcomes) outcome.catch(ignore);
  const values: unknown[] = [];
  for (const outcome of outcomes) values.push(await outcome);
  return values;
}

function isIterable(
  refs: PromiseLike<unknown> | Iterable<PromiseLike<unknown>>,
): refs is Iterable<PromiseLike<unknown>> {
  return Symbol.iterator in refs;
}
