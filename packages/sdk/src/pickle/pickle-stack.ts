import { PickleError } from "./pickle-reader.js";

/** The stack of a pickle, with marks that begin a group of values. */
export class PickleStack {
  readonly #values: unknown[] = [];
  /** Height of the stack at each open mark. */
  readonly #marks: number[] = [];

  get height(): number {
    return this.#values.length;
  }

  push(value: unknown): void {
    this.#values.push(value);
  }

  pop(): unknown {
    this.#mustHave(1);
    return this.#values.pop();
  }

  top(): unknown {
    this.#mustHave(1);
    return this.#values.at(-1);
  }

  mark(): void {
    this.#marks.push(this.#values.length);
  }

  /** The values since the last mark, which goes away with them. */
  popGroup(): unknown[] {
    const start = this.#marks.pop();
    if (start === undefined) throw new PickleError("it closes a group that was not opened");
    return this.#values.splice(start);
  }

  popMany(count: number): unknown[] {
    this.#mustHave(count);
    return this.#values.splice(this.#values.length - count);
  }

  #mustHave(count: number): void {
    const floor = this.#marks.at(-1) ?? 0;
    if (this.#values.length - floor < count) throw new PickleError("it takes a value that is not there");
  }
}
