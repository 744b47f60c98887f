import { expect, test } from "vitest";

import { figure } from "./figure.js";
import { formatJson, formatReport } from "./report.js";

const figures = [
  figure({ name: "exec/roundtrip", unit: "ms", samples: [1, 2, 3.256], floor: 1 }),
  figure({ name: "files/read", unit: "MB/s", samples: [432.1], attempts: 2, floor: null }),
];

test("the report has machine, figures, floors, memory and remarks", () => {
  const text = formatReport({
    machine: ["a machine"],
    floors: [{ what: "a process", unit: "ms", value: 0.6123 }],
    figures,
    memory: [{ figure: "exec/roundtrip", process: "server", peakBytes: 120e6, growthBytes: 3.5e6 }],
    remarks: ["something was left out"],
  });
  expect(text).toContain("a machine\n");
  expect(text).toContain("| exec/roundtrip |   ms |   2 | 3.26 | 3.26 |   100 % |     1 |           2 |");
  expect(text).toContain("| files/read     | MB/s | 432 |  432 |  432 |    50 % |       |             |");
  expect(text).toContain("| a process | 0.612 |   ms |");
  expect(text).toContain("| exec/roundtrip |  server |     120 |       3.5 |");
  expect(text.endsWith("something was left out")).toBe(true);
});

test("parts without content are left out, and what was not measured is no number", () => {
  const failed = figure({ name: "a/b", unit: "ms", samples: [], attempts: 1, floor: 1 });
  const text = formatReport({ machine: ["m"], floors: [], figures: [failed], memory: [], remarks: [] });
  expect(text).toContain("| a/b    |   ms | none | none | none |     0 % |");
  expect(text).not.toContain("Memory");
});

test("data are one array with the documented properties", () => {
  const data: unknown = JSON.parse(formatJson(figures));
  expect(data).toHaveLength(2);
  expect(data).toMatchObject([
    { suite: "exec", name: "exec/roundtrip", ratio: 2 },
    { floor: null, ratio: null },
  ]);
  expect(Object.keys(figures[0] ?? {})).toEqual("suite name unit p50 p95 p99 success floor ratio".split(" "));
});
