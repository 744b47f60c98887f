import { STEP } from "./step.js";

/**
 * Writes an ordinary object or list with all ordinary ones inside it as one flat list. What begins stays open until
 * it has all its members, and is itself a member of what was open before.
 *
 * @typeParam Value - What a member that is told by itself is written as.
 */
export class ShortForm<Value> {
  readonly #list: (Value | number)[] = [];
  /** Where the present run of values is announced. */
  #runAt = -1;

  /** What was written. */
  get list(): readonly (Value | number)[] {
    return this.#list;
  }

  /** Begins a list of so many items. */
  beginList(size: number): void {
    this.#step(STEP.LIST, size);
  }

  /** Begins an object with the keys of that index. */
  beginRecord(shape: number): void {
    this.#step(STEP.RECORD, shape);
  }

  /** The next member is what began so many objects after the first. */
  again(at: number): void {
    this.#step(STEP.AGAIN, at);
  }

  /** The next member is told by itself. */
  value(value: Value): void {
    if (this.#runAt === -1) this.#runAt = this.#list.push(0) - 1;
    this.#list.push(value);
  }

  /** Ends a run of values; to be called behind the last one as well. */
  endRun(): void {
    if (this.#runAt === -1) return;
    const count = this.#list.length - this.#runAt - 1;
    this.#list[this.#runAt] = count * 4 + STEP.VALUES;
    this.#runAt = -1;
  }

  #step(code: number, operand: number): void {
    this.endRun();
    this.#list.push(operand * 4 + code);
  }
}
