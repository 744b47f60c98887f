import { expect, test } from "vitest";

import { ratesOf, summarise } from "./statistics.js";

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test("percentiles are the nearest ranks, from the best on", () => {
  expect(summarise(hundred)).toEqual({ p50: 50, p95: 95, p99: 99 });
  expect(summarise(hundred, "higher")).toEqual({ p50: 51, p95: 6, p99: 2 });
});

test("one sample is every percentile, and no sample is none", () => {
  expect(summarise([7])).toEqual({ p50: 7, p95: 7, p99: 7 });
  expect(summarise([])).toEqual({ p50: Number.NaN, p95: Number.NaN, p99: Number.NaN });
});

test("the samples stay as they are", () => {
  const samples = [3, 1, 2];
  summarise(samples);
  expect(samples).toEqual([3, 1, 2]);
});

test("rates are per second and leave out what fills no whole group", () => {
  expect(ratesOf([1500, 2000, 2500, 3000, 3100], 2, 1000)).toEqual([2, 2]);
  expect(ratesOf([1500], 2, 1000)).toEqual([]);
});
