/** Remembers how long named pieces of work took. */
export class Stopwatch {
  readonly #lines: string[] = [];

  async time<T>(name: string, work: () => PromiseLike<T>): Promise<T> {
    const started = performance.now();
    const value = await work();
    this.#lines.push(`${name}: ${(performance.now() - started).toFixed(0)} ms`);
    return value;
  }

  summary(): string {
    return this.#lines.join("\n");
  }
}
