import { expect, test } from "vitest";
import { fuzzPickles } from "./fuzz.test-support.js";

test("a hundred thousand damaged pickles are read as data, or refused as pickles", () => {
  const names = Object.getOwnPropertyNames(Object.prototype);
  const { read, refused, wrong } = fuzzPickles(100_000, 1);
  expect(wrong).toEqual([]);
  expect(read).toBeGreaterThan(1000);
  expect(refused).toBeGreaterThan(1000);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(names);
});
