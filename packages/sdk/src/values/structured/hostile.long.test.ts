import { expect, test } from "vitest";
import { fuzzResults, keysOfPrototypes } from "./fuzz.test-support.js";

test("a million mutated results: a value or a typed error, and untouched prototypes", () => {
  const before = keysOfPrototypes();
  expect(fuzzResults(1_000_000, 2)).toBeGreaterThan(1000);
  expect(keysOfPrototypes()).toEqual(before);
});
