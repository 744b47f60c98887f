/** Measures of answers; each class registers itself. */
export enum Verdict {
  Pass = "pass",
  Fail = "fail",
}

export enum Weight {
  Low = 1,
  High = 1 << 2,
  Both = Low | High,
}

export interface Sample {
  readonly question: string;
  readonly answer: string;
  readonly expected: string;
}

type MetricClass = new (threshold: number) => Metric;

export abstract class Metric {
  static readonly registry = new Map<string, MetricClass>();
  static weight: Weight = Weight.Low;
  #measured = 0;

  constructor(protected readonly threshold: number) {}

  static register(name: string) {
    return (metric: MetricClass): void => {
      Metric.registry.set(name, metric);
    };
  }

  abstract score(sample: Sample): number;

  get measured(): number {
    return this.#measured;
  }

  judge(sample: Sample): Verdict {
    this.#measured += 1;
    return this.score(sample) >= this.threshold ? Verdict.Pass : Verdict.Fail;
  }

  toString(): string {
    return `${this.constructor.name}(${this.threshold}) x${(this.constructor as typeof Metric).weight}`;
  }
}

type Constructor<T> = abstract new (...args: any[]) => T;

export function Caching<Base extends Constructor<Metric>>(base: Base) {
  abstract class Cached extends base {
    readonly cache = new Map<string, number>();
    hits = 0;
    protected cached(key: string, compute: () => number): number {
      const known = this.cache.get(key);
      if (known !== undefined) {
        this.hits++;
        return known;
      }
      const value = compute();
      this.cache.set(key, value);
      return value;
    }
  }
  return Cached;
}

export class ExactMatch extends Metric {
  score({ answer, expected }: Sample): number {
    return Number(normalize(answer) === normalize(expected));
  }
}
Metric.register("exact")(ExactMatch);

export class TokenOverlap extends Caching(Metric) {
  static override weight = Weight.Both;

  override score({ answer, expected }: Sample): number {
    return this.cached(`${answer}\0${expected}`, () => {
      const wanted = new Set(normalize(expected).split(" "));
      const given = new Set(normalize(answer).split(" "));
      const common = [...wanted].filter((token) => given.has(token)).length;
      return common === 0 ? 0 : (2 * common) / (wanted.size + given.size);
    });
  }
}
Metric.register("overlap")(TokenOverlap);

export namespace Text {
  export const punctuation = /[^\p{L}\p{N} ]/gu;
  export function fold(text: string): string {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }
}

export function normalize(text: string): string {
  return Text.fold(text).replace(Text.punctuation, "").trim();
}
