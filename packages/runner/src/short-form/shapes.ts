/** The lists of keys that ordinary objects have, each of them once. */
export class Shapes {
  readonly #lists: (readonly string[])[] = [];
  readonly #indexes = new Map<string, number>();
  #last = -1;

  /** All of them, in the order of their indexes. */
  get all(): readonly (readonly string[])[] {
    return this.#lists;
  }

  /** Mostly the next object is like the last one. */
  indexOf(keys: readonly string[]): number {
    if (!isSame(this.#lists[this.#last], keys)) this.#last = this.#find(keys);
    return this.#last;
  }

  #find(keys: readonly string[]): number {
    const text = JSON.stringify(keys);
    const known = this.#indexes.get(text);
    if (known !== undefined) return known;
    this.#indexes.set(text, this.#lists.length);
    return this.#lists.push(keys) - 1;
  }
}

function isSame(list: readonly string[] | undefined, keys: readonly string[]): boolean {
  if (list?.length !== keys.length) return false;
  for (let index = 0; index < keys.length; index += 1) if (list[index] !== keys[index]) return false;
  return true;
}
