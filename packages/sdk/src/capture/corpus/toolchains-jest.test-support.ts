import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { install } from "./toolchains.test-support.js";

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 10_000_000;

/**
 * What Jest runs: the corpus with counters in every statement. Two things are refused upfront there: telling apart
 * activations in a heap as large as that of Jest, and copies of modules of Node whose functions are not found again.
 */
const TEST = `
import { compare } from "../capture/corpus/compare.test-support.js";
import { inRunner } from "../capture/corpus/elsewhere.test-support.js";
import { corpus } from "./corpus.test-support.js";

test("corpus", async () => {
  const { CORPUS } = corpus;
  let right = 0;
  for (const one of CORPUS) {
    const { actual, expected } = await compare(one, inRunner()).catch(({ message }) => ({ actual: message, expected: null }));
    const isRefused = expected === null && /too large to find out|a function inside Node itself/u.test(actual);
    if (isRefused || JSON.stringify(actual) === JSON.stringify(expected)) right += 1;
    else process.stdout.write(one.name + ": " + JSON.stringify([actual, expected]) + "\\n");
  }
  process.stdout.write("\\n" + right + " of " + CORPUS.length + " the same\\n");
}, 800_000);
`;

/** Runs a corpus of CommonJS files under Jest, which changes them to count what runs. */
export async function runUnderJest(corpusUrl: string, coverageProvider: "babel" | "v8"): Promise<string> {
  await using jest = await install("jest@30.5.2");
  const rootDir = dirname(fileURLToPath(corpusUrl));
  const config = join(rootDir, "jest.config.json");
  await writeFile(join(rootDir, "corpus.test.mjs"), TEST);
  await writeFile(
    config,
    JSON.stringify({
      rootDir,
      testMatch: ["**/corpus.test.mjs"],
      moduleFileExtensions: ["js", "mjs", "json"],
      collectCoverage: true,
      collectCoverageFrom: ["*.js"],
      coverageDirectory: join(jest.directory, "coverage"),
      coverageProvider,
    }),
  );
  const program = join(jest.directory, "node_modules/jest/bin/jest.js");
  const { stdout } = await run(process.execPath, ["--experimental-vm-modules", program, "--config", config], {
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  return stdout;
}
