// Counts the acceptance scenarios (A1, I17, S30 …) that the passed tests name at the start of their names.
import { readFileSync } from "node:fs";
import path from "node:path";

import { root } from "./command.mjs";

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

/** How many scenarios each group of the acceptance list has: A1 to A13, B1 to B21, and so on. */
const GROUPS = {
  ...{ A: 13, B: 21, C: 19, D: 9, E: 9, F: 16, G: 11, H: 6, I: 34, J: 12, K: 6 },
  ...{ L: 9, M: 4, N: 8, O: 5, P: 6, Q: 5, R: 10, S: 36, T: 25, U: 18 },
};
const ALL = Object.entries(GROUPS).flatMap(([group, count]) => scenarioIds(`${group}1–${group}${count}`));
const OPEN_LIST = "docs/scenarios.md";

/** The ids in the first column of the table of those without a test. */
export function openIds(text) {
  return [...text.matchAll(/^\|([^|]*)\|/gm)].flatMap(([, ids]) => scenarioIds(ids.trim()));
}

/** What is wrong between the ids that tests cover and those that are listed as open; one line each. */
export function scenarioProblems(covered, open) {
  const among = (ids, wanted) => ids.filter((id) => wanted.has(id)).join(", ");
  const outside = (ids, known) => ids.filter((id) => !known.has(id)).join(", ");
  const known = new Set(ALL);
  const problems = [
    [outside(ALL, new Set([...covered, ...open])), `neither begin a test's name nor stand in ${OPEN_LIST}`],
    [among(open, new Set(covered)), `stand in ${OPEN_LIST} although a test covers them`],
    [outside([...covered, ...open], known), "are no scenarios"],
  ];
  return problems.filter(([ids]) => ids !== "").map(([ids, problem]) => `${ids} ${problem}`);
}

/**
 * Prints how many scenarios the passed tests of a vitest report cover. With `complete`, each scenario must be
 * covered or listed as open, and not both.
 *
 * @returns whether that is so.
 */
export function checkScenarios(reportFile, { complete }) {
  const report = JSON.parse(readFileSync(reportFile, "utf8"));
  const passed = report.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status === "passed");
  const covered = [...new Set(passed.flatMap((test) => scenarioIds(test.title)))];
  console.log(`\n${covered.length} of ${ALL.length} acceptance scenarios covered by tests named after them`);
  if (!complete) return true;
  const problems = scenarioProblems(covered, openIds(readFileSync(path.join(root, OPEN_LIST), "utf8")));
  for (const problem of problems) console.error(`scenarios: ${problem}`);
  return problems.length === 0;
}
