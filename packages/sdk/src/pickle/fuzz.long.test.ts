import { expect, test } from "vitest";
import { fuzzPickles } from "./fuzz.test-support.js";

test("a million damaged pickles are read as data, or refused as pickles", () => {
  const names = Object.getOwnPropertyNames(Object.prototype);
  const { read, refused, wrong } = fuzzPickles(1_000_000, 2);
  expect(wrong).toEqual([]);
  expect(read + refused).toBe(1_000_000);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(names);
});
