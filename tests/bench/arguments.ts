import { parseArgs } from "node:util";

/** In the order in which they run: the last one takes the time that is left. */
export const SUITE_NAMES = [
  "calls",
  "create",
  "exec",
  "streams",
  "files",
  "idle",
  "capture",
  "values",
  "map",
] as const;

export type SuiteName = (typeof SUITE_NAMES)[number];

export interface BenchArguments {
  readonly suites: readonly SuiteName[];
  /** Print data for programs instead of a table. */
  readonly json: boolean;
}

/** @throws TypeError naming a suite or an option that does not exist. */
export function readArguments(words: readonly string[]): BenchArguments {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { json: { type: "boolean", default: false } },
  });
  const unknown = positionals.filter((name) => !SUITE_NAMES.some((known) => known === name));
  if (unknown.length > 0) {
    throw new TypeError(`Unknown suite ${unknown.join(", ")}; there are ${SUITE_NAMES.join(", ")}.`);
  }
  const suites = SUITE_NAMES.filter((name) => positionals.length === 0 || positionals.includes(name));
  return { suites, json: values.json };
}
