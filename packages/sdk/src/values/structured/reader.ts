/** What the caller shipped with the call, by its node: the only classes a result can be revived as. */
export type ShippedValues = ReadonlyMap<number, object | symbol>;

/** Data that no runner writes; the text completes the sentence "the result cannot be read: …". */
export class DamagedError extends Error {}

/** The keys of objects in the short form. */
export interface Shape {
  readonly keys: readonly string[];
  /** Whether plain assignment could run a setter, or set a prototype. */
  readonly isTricky: boolean;
}

/** An object or list that still lacks members. */
export interface Open {
  readonly target: unknown[] | Record<string, unknown>;
  /** Of an object. */
  readonly shape: Shape | null;
  readonly size: number;
  next: number;
}

/** A member that is another node, to be put in when that stands. */
export interface LateMember {
  readonly holder: Open;
  readonly at: number;
  readonly encoded: unknown;
}

/** The state of one reading. */
export interface Reader {
  readonly nodes: readonly unknown[];
  /** Keys of nodes in the short form. */
  readonly shapes: readonly Shape[];
  /** What stands already, by the index of its node. */
  readonly made: (object | symbol)[];
  /** What nodes in the short form consist of, by the index of the node. */
  readonly parts: Map<number, readonly object[]>;
  readonly late: LateMember[];
  readonly attachments: readonly ArrayBuffer[];
  /** Attachments that have become memory: each may be used once, so that a result cannot multiply itself. */
  readonly used: Set<number>;
  readonly shipped: ShippedValues;
}

/** An own property of parsed data, which may carry any name. */
export function own(holder: unknown, key: string): unknown {
  return typeof holder === "object" && holder !== null
    ? Object.getOwnPropertyDescriptor(holder, key)?.value
    : undefined;
}

export function listOf(holder: unknown, key: string): readonly unknown[] {
  const list: unknown = own(holder, key) ?? [];
  if (!Array.isArray(list)) throw new DamagedError(`${key} is not a list`);
  return list;
}

export function textOf(holder: unknown, key: string): string {
  const text = own(holder, key);
  if (typeof text !== "string") throw new DamagedError(`${key} is not text`);
  return text;
}

/** A whole number from 0 up to and including `max`. */
export function countOf(holder: unknown, key: string, max: number): number {
  const count = own(holder, key);
  if (typeof count !== "number" || !Number.isInteger(count) || count < 0 || count > max) {
    throw new DamagedError(`${key} is out of range`);
  }
  return count;
}
