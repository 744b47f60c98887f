import { types } from "node:util";
import { encodeObject } from "./encode-object.js";
import { Opcode } from "./opcodes.js";
import { PickleWriter } from "./pickle-writer.js";

/** Where a value stands: the steps from the root, innermost first. */
export interface Place {
  readonly key: string | number;
  readonly parent: Place | null;
}

/** Ends the encoding because of a value; the text completes "args[0].when …". */
export type Refuse = (path: readonly (string | number)[], problem: string) => never;

/** What is still to be written: a value, or an opcode that follows the values before it. */
export type Task = { readonly value: unknown; readonly place: Place | null } | number;

/** One encoding on its way. Nesting costs memory only, never stack. */
export class PickleEncoder {
  readonly writer = new PickleWriter();
  readonly #memo = new Map<object, number>();
  readonly #refuse: Refuse;
  readonly #tasks: Task[] = [];

  constructor(refuse: Refuse) {
    this.#refuse = refuse;
  }

  run(root: unknown): Uint8Array {
    const { writer } = this;
    writer.op(Opcode.PROTO);
    writer.op(5);
    this.#tasks.push({ value: root, place: null });
    for (let task = this.#tasks.pop(); task !== undefined; task = this.#tasks.pop()) {
      if (typeof task === "number") writer.op(task);
      else this.#write(task.value, task.place);
    }
    writer.op(Opcode.STOP);
    return writer.finish();
  }

  /** Writes these next, in this order. */
  next(tasks: readonly Task[]): void {
    for (let index = tasks.length - 1; index >= 0; index -= 1) {
      const task = tasks[index];
      if (task !== undefined) this.#tasks.push(task);
    }
  }

  /** To be called when the object has just been written: from now on it is only referred to. */
  remember(object: object): void {
    this.writer.op(Opcode.MEMOIZE);
    this.#memo.set(object, this.#memo.size);
  }

  refuse(place: Place | null, problem: string): never {
    const path: (string | number)[] = [];
    for (let step = place; step !== null; step = step.parent) path.unshift(step.key);
    return this.#refuse(path, problem);
  }

  #write(value: unknown, place: Place | null): void {
    const { writer } = this;
    switch (typeof value) {
      case "string":
        return writer.text(value);
      case "boolean":
        return writer.op(value ? Opcode.NEWTRUE : Opcode.NEWFALSE);
      case "number":
        return Number.isSafeInteger(value) && !Object.is(value, -0)
          ? writer.integer(value)
          : writer.float(value);
      case "bigint":
        return writer.bigint(value);
      case "object":
        return value === null ? writer.op(Opcode.NONE) : this.#writeObject(value, place);
      case "undefined":
        return this.refuse(place, "is undefined, which Python lacks; use null for None");
      case "symbol":
      case "function":
        return this.refuse(place, `is a ${typeof value}`);
    }
  }

  #writeObject(object: object, place: Place | null): void {
    const known = this.#memo.get(object);
    if (known !== undefined) return this.writer.op32(Opcode.LONG_BINGET, known);
    if (types.isProxy(object)) this.refuse(place, "is a Proxy");
    encodeObject(this, object, place);
  }
}

/**
 * Writes a value as a pickle. Plain objects become dicts, instances become objects with the name of their class,
 * Map dict, Set set, Date datetime, bytes bytes, other typed arrays NumPy arrays. Shared references and cycles
 * are kept.
 *
 * @param refuse - Called for what has no counterpart; must throw.
 */
export function encodePickle(value: unknown, refuse: Refuse): Uint8Array {
  return new PickleEncoder(refuse).run(value);
}
