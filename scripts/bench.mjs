// npm run bench: prepares what is missing, then measures. Words after -- name suites; --json prints data only.
import process from "node:process";

import { runVisibly } from "./lib/command.mjs";

/** In a process of its own, because what it tells must not get among the data. */
const prepared = await runVisibly(process.execPath, ["scripts/prepare.mjs"], {
  stdio: ["inherit", process.stderr, "inherit"],
});
const words = ["--import", "tsx", "tests/bench/main.ts", ...process.argv.slice(2)];
process.exitCode = prepared === 0 ? await runVisibly(process.execPath, words) : prepared;
