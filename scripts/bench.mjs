// npm run bench: prepares what is missing, then measures. Words after -- name suites; --json prints data only.
import process from "node:process";

import { runVisibly } from "./lib/command.mjs";
import { prepare } from "./lib/prepare.mjs";
import { main } from "./lib/steps.mjs";

main(async () => {
  const words = process.argv.slice(2);
  if (!words.includes("--json")) await prepare();
  process.exitCode = await runVisibly(process.execPath, ["--import", "tsx", "tests/bench/main.ts", ...words]);
});
