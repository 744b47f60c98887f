import { createRequire } from "node:module";
import { Session } from "node:inspector";
import { afterEach, expect, test, vi } from "vitest";
import { captureFunction } from "../capture.js";
import type { CorpusCase } from "./cases/case.test-support.js";
import { compare } from "./compare.test-support.js";
import { inRunner } from "./elsewhere.test-support.js";
import { isCapturedAlike } from "./repeated.test-support.js";

afterEach(() => {
  vi.restoreAllMocks();
});

interface ChangingCase extends CorpusCase {
  readonly change: () => unknown;
}

function casesOf(file: string): readonly ChangingCase[] {
  const module: unknown = createRequire(import.meta.url)(`./odd-code/${file}`);
  const cases: unknown = Reflect.get(Object(module), "CORPUS");
  return Array.isArray(cases) ? cases : [];
}

const CASES = [...casesOf("changes.cjs"), ...casesOf("changes-by-eval.cjs")];

test.each(CASES)("a change after several captures is seen: $name", async ({ change, ...one }) => {
  isCapturedAlike(one.fn);
  const undo = change();
  try {
    const { actual, expected } = await compare(one, inRunner());
    expect(actual).toEqual(expected);
  } finally {
    if (typeof undo === "function") Reflect.apply(undo, undefined, []);
  }
});

test("a function that uses constants, and others that do, is asked for only twice", () => {
  const rates = { euro: 1.08 };
  const round = (value: number): number => Math.round(value * 100) / 100;
  const convert = (amount: number): number => round(amount * rates.euro);
  expect(isCapturedAlike(convert)).toBe(true);
  const connect = vi.spyOn(Session.prototype, "connect");
  rates.euro = 2;
  expect(JSON.stringify(captureFunction(convert).graph.nodes)).toContain('["euro",2]');
  expect(connect).not.toHaveBeenCalled();
});
