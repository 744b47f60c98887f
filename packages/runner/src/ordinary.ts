import type { OrdinaryNode, Value } from "./payload.js";
import { STEP } from "./short-form/index.js";

type Target = unknown[] | Record<string, unknown>;

/** An object or list that still lacks members. */
interface Open {
  readonly target: Target;
  /** Of an object. */
  readonly keys: readonly string[];
  readonly size: number;
  next: number;
}

/** Restores nodes in the short form. */
export class OrdinaryReader {
  readonly #shapes: readonly (readonly string[])[];
  readonly #read: (encoded: Value) => unknown;
  /** By the index of the node, in the order in which it begins there. */
  readonly #made = new Map<number, readonly object[]>();
  /** Members that are other nodes, which may not stand yet. */
  readonly #late: { readonly target: Target; readonly key: string | number; readonly encoded: Value }[] = [];

  constructor(shapes: readonly (readonly string[])[], read: (encoded: Value) => unknown) {
    this.#shapes = shapes;
    this.#read = read;
  }

  /** Restores the object of a node, with everything inside it. */
  restore(index: number, node: OrdinaryNode): object | undefined {
    const made: object[] = [];
    this.#made.set(index, made);
    const open: Open[] = [];
    for (let at = 0; at < node.length;) {
      const step = Number(node[at]);
      const operand = step >>> 2;
      at += 1;
      if ((step & 3) === STEP.VALUES) {
        for (const end = at + operand; at < end; at += 1) this.#give(open, node[at] ?? null);
      } else if ((step & 3) === STEP.AGAIN) {
        put(open, made[operand]);
      } else {
        const begun = this.#begin(step & 3, operand);
        made.push(begun.target);
        put(open, begun.target);
        if (begun.size > 0) open.push(begun);
      }
    }
    return made[0];
  }

  /** What began in a node so many objects after the first. */
  part(index: number, at: number): object | undefined {
    return this.#made.get(index)?.[at];
  }

  /** Puts in what did not stand before. */
  finish(): void {
    for (const { target, key, encoded } of this.#late) assign(target, key, this.#read(encoded));
  }

  #begin(code: number, operand: number): Open {
    if (code === STEP.LIST) return { target: Array<unknown>(operand), keys: [], size: operand, next: 0 };
    const keys = this.#shapes[operand] ?? [];
    return { target: {}, keys, size: keys.length, next: 0 };
  }

  #give(open: Open[], encoded: Value): void {
    const isNode = Array.isArray(encoded) && encoded[0] === "node";
    const to = open.at(-1);
    if (isNode && to !== undefined)
      this.#late.push({ target: to.target, key: to.keys[to.next] ?? to.next, encoded });
    put(open, isNode ? undefined : this.#read(encoded));
  }
}

/** Gives the innermost open object its next member; with the last one it is complete. */
function put(open: Open[], member: unknown): void {
  const to = open.at(-1);
  if (to === undefined) return;
  assign(to.target, to.keys[to.next] ?? to.next, member);
  to.next += 1;
  if (to.next === to.size) open.pop();
}

/** Assigning is quicker, where it cannot run a setter. */
function assign(target: Target, key: string | number, value: unknown): void {
  if (Array.isArray(target)) target[Number(key)] = value;
  else if (key in Object.prototype) {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else target[key] = value;
}
