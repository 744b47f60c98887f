// Counts the acceptance scenarios (A1, I17, S30 …) that the passed tests name at the start of their names.
import { readFileSync } from "node:fs";

const IDS = /^((?:[A-U]\d+)(?:(?:, |–|-|\/| and )[A-U]\d+)*)\b/;

/** The ids a test's name begins with; `A1–A3` and `A1-A3` stand for all between. */
export function scenarioIds(title) {
  const [, list] = IDS.exec(title) ?? [];
  if (list === undefined) return [];
  return list.split(/, |\/| and /).flatMap((part) => {
    const [first, last] = part.split(/[–-]/);
    if (last === undefined) return [first];
    const from = Number(first.slice(1));
    return Array.from(
      { length: Number(last.slice(1)) - from + 1 },
      (_, index) => `${first[0]}${from + index}`,
    );
  });
}

/** Prints one line: how many different scenarios the passed tests of a vitest report cover. */
export function printScenarioCoverage(reportFile) {
  const report = JSON.parse(readFileSync(reportFile, "utf8"));
  const passed = report.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status === "passed");
  const covered = new Set(passed.flatMap((test) => scenarioIds(test.title)));
  console.log(`\n${covered.size} acceptance scenarios covered by tests named after them`);
}
