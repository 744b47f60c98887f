import { expect, test } from "vitest";

import { readArguments, SUITE_NAMES } from "./arguments.js";

test("without words all suites run, for people", () => {
  expect(readArguments([])).toEqual({ suites: SUITE_NAMES, json: false });
});

test("named suites run once each, in the usual order", () => {
  expect(readArguments(["exec", "--json", "calls", "exec"])).toEqual({
    suites: ["calls", "exec"],
    json: true,
  });
});

test("a suite that does not exist is named, with those that do", () => {
  expect(() => readArguments(["exec", "speed"])).toThrow(/Unknown suite speed; there are calls, create/);
});

test("an option that does not exist is named", () => {
  expect(() => readArguments(["--fast"])).toThrow(/--fast/);
});
