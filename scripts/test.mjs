// npm test: everything, on real sandboxes. Installs what is missing first, so that it works in a fresh
// clone; ends with the line "N passed, N failed". Words after -- are given to vitest (file names, -t).
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

import { CHECKS, runChecks } from "./check.mjs";
import { runVisibly } from "./lib/command.mjs";
import { prepare, TEST_NEEDS } from "./lib/prepare.mjs";
import { checkScenarios } from "./lib/scenarios.mjs";
import { main } from "./lib/steps.mjs";

/** Tests that drive the engine in their own process need the namespaces that the server's start script makes. */
const NAMESPACES = ["packages/server/bin/cwsandbox-namespaces", process.execPath, "node_modules/.bin/vitest"];
const PROJECTS = ["unit", "package", "host"].flatMap((name) => ["--project", name]);

main(async () => {
  const words = process.argv.slice(2);
  await prepare(TEST_NEEDS);
  const complete = words.length === 0;
  const failedChecks = complete ? await runChecks() : [];
  const reports = mkdtempSync(path.join(tmpdir(), "cwsandbox-test-"));
  try {
    const report = path.join(reports, "report.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const code = await runVisibly("sh", [...NAMESPACES, "run", ...PROJECTS, ...reporters, ...words]);
    const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(report, "utf8"));
    if (!checkScenarios(report, { complete })) failedChecks.push("scenarios");
    const checks = complete ? CHECKS.length + 1 : 0;
    const failed = numFailedTests + failedChecks.length + (success || numFailedTests > 0 ? 0 : 1);
    console.log(`${numPassedTests + checks - failedChecks.length} passed, ${failed} failed`);
    process.exitCode = code !== 0 || failed > 0 ? 1 : 0;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
});
