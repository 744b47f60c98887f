import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { install, type Installation } from "./installation.test-support.js";
import { copySources, CORPUS_SOURCES } from "./sources.test-support.js";
import { TOOLCHAINS } from "./toolchains.test-support.js";

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL("../../../", import.meta.url));

/** The version that the repository has, with what counts the code that runs. */
const VITEST = [
  "vitest@4.1.12",
  "@vitest/coverage-v8@4.1.12",
  "@vitest/coverage-istanbul@4.1.12",
  "vite@7.3.8",
];
const JEST = ["jest@30.5.2"];

export async function installTestRunners(): Promise<Installation> {
  return install(...VITEST, ...JEST);
}

/** A way to run the corpus as the tests of a project. */
export interface TestRunner {
  readonly name: string;
  /** Gives what the test runner prints; rejects when a case is different. */
  readonly run: (installation: Installation, node: string) => Promise<string>;
}

/** What changes code to count what of it runs. */
export const TEST_RUNNERS: readonly TestRunner[] = [
  ...(["none", "v8", "istanbul"] as const).map((coverage): TestRunner => ({
    name: `vitest, coverage: ${coverage}`,
    run: async ({ directory }, node) => runVitest({ directory, node, coverage }),
  })),
  ...(["none", "v8", "babel"] as const).map((coverage): TestRunner => ({
    name: `jest, coverage: ${coverage}`,
    run: async ({ directory }, node) => runJest({ directory, node, coverage }),
  })),
];

interface Runs {
  /** Where the test runner is installed. */
  readonly directory: string;
  readonly node: string;
}

async function runVitest({
  directory,
  node,
  coverage,
}: Runs & { readonly coverage: "none" | "v8" | "istanbul" }): Promise<string> {
  const config = join(directory, `vitest.${coverage}.config.mjs`);
  const test = {
    root: PACKAGE,
    include: ["src/capture/corpus/corpus.test.ts"],
    // All cases begin together, and some look through the whole heap, one after the other.
    testTimeout: 300_000,
    coverage: {
      enabled: coverage !== "none",
      provider: coverage === "none" ? "v8" : coverage,
      include: ["src/capture/corpus/cases/**"],
      reporter: ["json-summary"],
      reportsDirectory: join(directory, "coverage"),
    },
  };
  await writeFile(config, `export default ${JSON.stringify({ test })};\n`);
  const program = join(directory, "node_modules/vitest/vitest.mjs");
  const { stdout } = await run(node, [program, "run", "--config", config, "--reporter=dot"]);
  return stdout;
}

/**
 * What Jest runs. Two things are refused upfront there: telling apart activations in a heap as large as that of Jest,
 * and copies of modules of Node whose functions are not found again.
 */
const JEST_TEST = `
import { compare } from "../dist/capture/corpus/compare.test-support.js";
import { inRunner } from "../dist/capture/corpus/elsewhere.test-support.js";
import { CORPUS } from "./corpus.test-support.js";

test.each(CORPUS)("$name", async (one) => {
  const { actual, expected } = await compare(one, inRunner()).catch(({ message }) => ({ actual: message }));
  if (expected === undefined) expect(actual).toMatch(/too large to find out|a function inside Node itself/);
  else expect(JSON.stringify(actual)).toBe(JSON.stringify(expected));
}, 120_000);
`;

async function runJest({
  directory,
  node,
  coverage,
}: Runs & { readonly coverage: "none" | "v8" | "babel" }): Promise<string> {
  await using sources = await copySources(CORPUS_SOURCES);
  const rootDir = sources.directory;
  await TOOLCHAINS.find(({ name }) => name === "swc, CommonJS")?.make(sources);
  await writeFile(join(rootDir, "corpus.test.mjs"), JEST_TEST);
  const config = {
    rootDir,
    testMatch: ["**/corpus.test.mjs"],
    moduleFileExtensions: ["js", "mjs", "json"],
    collectCoverage: coverage !== "none",
    collectCoverageFrom: ["*.js"],
    coverageDirectory: join(directory, "coverage"),
    coverageProvider: coverage === "none" ? "v8" : coverage,
    coverageReporters: ["json-summary"],
  };
  await writeFile(join(rootDir, "jest.config.json"), JSON.stringify(config));
  const program = join(directory, "node_modules/jest/bin/jest.js");
  const words = ["--experimental-vm-modules", program, "--config", join(rootDir, "jest.config.json")];
  const { stderr } = await run(node, words);
  return stderr;
}
