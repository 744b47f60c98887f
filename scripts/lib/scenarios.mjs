// Counts the acceptance scenarios (A1, I17, S30 …) that the passed tests name at the start of their names.
import { readFileSync } from "node:fs";
import path from "node:path";

import { root } from "./command.mjs";

const IDS = /^((?:[A-U]\d+)(?:(?:, | and | |–|-|\/)[A-U]\d+)*)\b/;

/** The ids a test's name begins with; `A1–A3` and `A1-A3` stand for all between. */
export function scenarioIds(title) {
  const [, list] = IDS.exec(title) ?? [];
  if (list === undefined) return [];
  return list.split(/, | and | |\//).flatMap((part) => {
    const [first, last] = part.split(/[–-]/);
    if (last === undefined) return [first];
    const from = Number(first.slice(1));
    return Array.from(
      { length: Number(last.slice(1)) - from + 1 },
      (_, index) => `${first[0]}${from + index}`,
    );
  });
}

/** The last scenario of each group of the acceptance list; each group begins with 1. */
const LAST_IDS = "A13 B21 C19 D9 E9 F16 G11 H6 I34 J12 K6 L9 M4 N8 O5 P6 Q5 R10 S36 T25 U18".split(" ");
const ALL = LAST_IDS.flatMap((last) => scenarioIds(`${last[0]}1–${last}`));
const OPEN_LIST = "docs/scenarios.md";

/** The ids in the first column of the table of those without a test. */
function openIds(text) {
  return [...text.matchAll(/^\|([^|]*)\|/gm)].flatMap(([, ids]) => scenarioIds(ids.trim()));
}

const without = (ids, others) => ids.filter((id) => !others.includes(id));

/** What is wrong between the ids that tests cover and those that are listed as open; one line each. */
function scenarioProblems(covered, open) {
  const problems = [
    [without(ALL, [...covered, ...open]), `neither begin a test's name nor stand in ${OPEN_LIST}`],
    [open.filter((id) => covered.includes(id)), `stand in ${OPEN_LIST} although a test covers them`],
    [without([...covered, ...open], ALL), "are no scenarios"],
  ];
  return problems.filter(([ids]) => ids.length > 0).map(([ids, problem]) => `${ids.join(", ")} ${problem}`);
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
