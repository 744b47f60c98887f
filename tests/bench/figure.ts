import { type Better, summarise, type Summary } from "./statistics.js";

const BETTER = {
  ms: "lower",
  MB: "lower",
  "MB/s": "higher",
  "calls/s": "higher",
} as const satisfies Readonly<Record<string, Better>>;

export type Unit = keyof typeof BETTER;

/** One line of the report. */
export interface Figure extends Summary {
  readonly suite: string;
  /** `suite/what`. */
  readonly name: string;
  readonly unit: Unit;
  /** Share of the attempts that succeeded, 0 to 1. */
  readonly success: number;
  /** What the machine itself gives without us, in the same unit; null where nothing sensible can be named. */
  readonly floor: number | null;
  /** The median divided by the floor. */
  readonly ratio: number | null;
}

export interface FigureInput {
  readonly name: string;
  readonly unit: Unit;
  readonly samples: readonly number[];
  /** More than there are samples when some failed. */
  readonly attempts?: number;
  readonly floor: number | null;
}

/** Sums up what was measured for one name. */
export function figure({ name, unit, samples, attempts, floor }: FigureInput): Figure {
  const summary = summarise(samples, BETTER[unit]);
  return {
    suite: name.split("/")[0] ?? name,
    name,
    unit,
    ...summary,
    success: samples.length === 0 ? 0 : samples.length / (attempts ?? samples.length),
    floor,
    ratio: floor === null ? null : summary.p50 / floor,
  };
}
