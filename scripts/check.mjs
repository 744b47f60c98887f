// npm run check: everything that needs neither network nor engine, for while one works.
import process from "node:process";

import { runQuietly, runVisibly } from "./lib/command.mjs";
import { main, step } from "./lib/steps.mjs";

const bin = (name) => `node_modules/.bin/${name}`;

/** Each check with the command that does it; also what `npm test` runs first. */
export const CHECKS = [
  ["build", "npm", ["run", "build", "--silent"]],
  ["types", bin("tsc"), ["-b"]],
  ["generated code is current", process.execPath, ["packages/wire/scripts/generate.mjs", "--check"]],
  ["reference is current", process.execPath, ["--import", "tsx", "tools/reference/src/main.ts", "--check"]],
  ["lint", bin("oxlint"), ["--type-aware", "--deny-warnings"]],
  ["format", bin("oxfmt"), ["--check", "."]],
  ["unused code", bin("knip"), ["--no-progress"]],
];

/** Runs the checks one after another and resolves to the names of those that failed. */
export async function runChecks() {
  const failed = [];
  for (const [name, command, words] of CHECKS) {
    await step(name, () => runQuietly(command, words)).catch((error) => {
      console.error(error.message);
      failed.push(name);
    });
  }
  return failed;
}

if (process.argv[1] === import.meta.filename) {
  main(async () => {
    const failed = await runChecks();
    const tests = await runVisibly(bin("vitest"), ["run", "--project", "unit", "--project", "package"]);
    process.exitCode = failed.length > 0 || tests !== 0 ? 1 : 0;
  });
}
