import { summarise, type Summary } from "./statistics.js";

/** One line of the report. `floor` is what the machine itself needs for it, `ratio` the median against it. */
export interface Figure extends Summary {
  readonly suite: string;
  readonly name: string;
  readonly unit: "ms";
  /** Share of the attempts that succeeded, 0 to 1. */
  readonly success: number;
  readonly floor: number | null;
  readonly ratio: number | null;
}

export interface FigureInput {
  /** `suite/what`. */
  readonly name: string;
  readonly samples: readonly number[];
  /** Milliseconds; absent where nothing sensible can be named. */
  readonly floor?: number;
  readonly attempts?: number;
}

export function figure({ name, samples, floor, attempts }: FigureInput): Figure {
  const summary = summarise(samples);
  return {
    suite: name.split("/")[0] ?? name,
    name,
    unit: "ms",
    ...summary,
    success: samples.length / (attempts ?? samples.length),
    floor: floor ?? null,
    ratio: floor === undefined ? null : summary.p50 / floor,
  };
}
