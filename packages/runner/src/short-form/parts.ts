/** Where ordinary objects and lists are written: inside of which node, as the how manyth that begins there. */
export class Parts {
  /** Counted through all nodes. */
  readonly #numbers = new Map<object, number>();
  /** Of every node with parts, its index and the number of its first part, in order. */
  readonly #nodes: { readonly index: number; readonly first: number }[] = [];

  /** The next parts are written in this node. */
  enter(index: number): void {
    this.#nodes.push({ index, first: this.#numbers.size });
  }

  add(value: object): void {
    this.#numbers.set(value, this.#numbers.size);
  }

  find(value: object): { readonly node: number; readonly at: number } | undefined {
    const number = this.#numbers.get(value);
    if (number === undefined) return undefined;
    let [low, high] = [0, this.#nodes.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#nodes[middle]?.first ?? 0) <= number) low = middle;
      else high = middle;
    }
    const { index = 0, first = 0 } = this.#nodes[low] ?? {};
    return { node: index, at: number - first };
  }
}
