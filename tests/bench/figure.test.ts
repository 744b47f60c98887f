import { expect, test } from "vitest";

import { figure } from "./figure.js";

test("a figure has its suite, its success and its distance from the floor", () => {
  expect(figure({ name: "exec/roundtrip", unit: "ms", samples: [4, 2, 3], attempts: 4, floor: 2 })).toEqual({
    suite: "exec",
    name: "exec/roundtrip",
    unit: "ms",
    p50: 3,
    p95: 4,
    p99: 4,
    success: 0.75,
    floor: 2,
    ratio: 1.5,
  });
});

test("of rates the low ones are the bad ones", () => {
  const { p50, p99 } = figure({ name: "files/read", unit: "MB/s", samples: [100, 300, 200], floor: null });
  expect({ p50, p99 }).toEqual({ p50: 200, p99: 100 });
});

test("when all failed there is no success", () => {
  expect(figure({ name: "a/b", unit: "ms", samples: [], attempts: 3, floor: null }).success).toBe(0);
});
