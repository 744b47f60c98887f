import { Metric, type Sample, TokenOverlap, Verdict, Weight } from "./metrics.js";
import * as metrics from "./metrics.js";

/** Judges answers of a model by several measures. */
const samples: readonly Sample[] = [
  { question: "capital of France?", answer: "Paris.", expected: "paris" },
  { question: "2+2?", answer: "It is four", expected: "four" },
  { question: "café?", answer: "Cafe", expected: "café" },
  { question: "again", answer: "It is four", expected: "four" },
];

class Report {
  private readonly rows: [string, string, Verdict][] = [];
  readonly started = new Date(0);
  static empty = new Report();

  add(metric: Metric, sample: Sample, verdict: Verdict): void {
    this.rows.push([String(metric), sample.question, verdict]);
  }

  *failures(): Generator<string> {
    for (const [metric, question, verdict] of this.rows)
      if (verdict === Verdict.Fail) yield `${metric}: ${question}`;
  }

  get rate(): number {
    const passed = this.rows.filter(([, , verdict]) => verdict === Verdict.Pass).length;
    return this.rows.length === 0 ? NaN : passed / this.rows.length;
  }

  toJSON() {
    return { rate: this.rate, failures: [...this.failures()], started: this.started.toISOString() };
  }
}

async function evaluate(names: readonly string[], threshold: number) {
  const report = new Report();
  const used: Metric[] = [];
  for (const name of names) {
    const Class = Metric.registry.get(name);
    if (!Class) throw new RangeError(`no metric ${name}; known: ${[...Metric.registry.keys()]}`);
    const metric = new Class(threshold);
    used.push(metric);
    for (const sample of samples) report.add(metric, sample, metric.judge(sample));
  }
  return {
    report: report.toJSON(),
    hits: used.map((metric) => (metric instanceof TokenOverlap ? metric.hits : -1)),
    measured: used.map((metric) => metric.measured),
  };
}

const shared = new TokenOverlap(0.6);
shared.judge(samples[0]!);

const judges = {
  lenient: (sample: Sample) => new TokenOverlap(0.1).judge(sample),
  strict: (sample: Sample) => new metrics.ExactMatch(1).judge(sample),
} satisfies Record<string, (sample: Sample) => Verdict>;

export const CORPUS = [
  { name: "all metrics", fn: evaluate, args: [["exact", "overlap"], 0.9] },
  { name: "a lower threshold", fn: evaluate, args: [["overlap"], 0.4] },
  { name: "an unknown metric", fn: evaluate, args: [["bleu"], 1] },
  {
    name: "an instance with what it has gathered",
    fn: () => [
      samples.map((sample) => shared.judge(sample)),
      shared.measured,
      shared.hits,
      [...shared.cache.values()],
    ],
  },
  {
    name: "judges in an object",
    fn: () => Object.fromEntries(Object.entries(judges).map(([name, judge]) => [name, samples.map(judge)])),
  },
  {
    name: "enums and namespaces",
    fn: () => [
      Weight[4],
      Weight.Both,
      Verdict.Pass,
      metrics.Text.fold("É"),
      String(shared),
      Object.keys(Weight),
    ],
  },
  {
    name: "a class made by the function",
    fn: () => {
      class Half extends Metric {
        override score = () => 0.5;
      }
      Metric.register("half")(Half);
      return [new Half(0.5).judge(samples[0]!), String(new Half(1)), [...Metric.registry.keys()]];
    },
  },
  { name: "a report without rows", fn: () => [JSON.stringify(Report.empty), String(Report.empty.rate)] },
];
