import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { afterAll, beforeAll, expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

useTestServer();

const root = fileURLToPath(new URL("../..", import.meta.url));
const execute = promisify(execFile);
const typescript = path.join(root, "node_modules/typescript/bin/tsc");
const vitest = path.join(root, "node_modules/vitest/vitest.mjs");
const esbuild = createRequire(path.join(root, "packages/runner/package.json")).resolve("esbuild/bin/esbuild");

/** The types move every line of what a compiler makes of it. */
const HELPERS = `
export interface Moved {
  readonly line: number;
}
export type Also = Partial<Moved>;

export class Checker {
  readonly #limit: number;
  constructor(limit: number) {
    this.#limit = limit;
  }
  check(given: Also): number {
    const { line = 0 } = given;
    if (line < this.#limit) throw new RangeError("too low"); // METHOD
    return line;
  }
}

export function check(given: Also): number {
  if (given.line === undefined) {
    throw new TypeError("no line"); // HELPER
  }
  return given.line;
}
`;

const PROGRAM = `
import { writeFileSync } from "node:fs";
import { SandboxExecutionError, Session } from "cwsandbox";
import { type Also, check, Checker } from "./helpers.mjs";

interface Outer {
  readonly also: Also;
}
const session = new Session();
const checker = new Checker(3);

const functions: Record<string, (given: Outer) => unknown> = {
  itself: (given: Outer) => {
    if (given.also.line === undefined) throw new Error("itself"); // ITSELF
    return given;
  },
  helper: (given: Outer) => check(given.also), // CALLS_HELPER
  method: (given: Outer) => checker.check(given.also), // CALLS_METHOD
  later: async (given: Outer) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (given.also.line === undefined) throw new Error("later"); // LATER
    return given;
  },
  laterHelper: async (given: Outer) => {
    await null;
    return check(given.also); // CALLS_HELPER_LATER
  },
  caused: (given: Outer) => {
    try {
      return check(given.also);
    } catch (cause) {
      throw new Error("outer", { cause }); // OUTER
    }
  },
  several: () => {
    const first: Also = {};
    const part = new RangeError("part"); // PART
    throw new AggregateError([part, first], "several"); // SEVERAL
  },
};

function placesOf(error: unknown): unknown {
  if (!(error instanceof Error)) return null;
  const lines = (error.stack ?? "").split("\\n").filter((line) => /^\\s+at /.test(line));
  const places = lines.map((line) => /([^/]+:\\d+):\\d+\\)?$/.exec(line)?.[1] ?? line);
  const errors = "errors" in error && Array.isArray(error.errors) ? error.errors.map(placesOf) : [];
  return { places, cause: placesOf(error.cause), errors };
}

export async function main(): Promise<void> {
  const told: Record<string, unknown> = {};
  for (const [name, fn] of Object.entries(functions)) {
    const error: unknown = await session.function(fn).remote({ also: {} }).result().catch((caught: unknown) => caught);
    if (!(error instanceof SandboxExecutionError)) throw error;
    told[name] = placesOf(error.cause);
  }
  await session.close();
  writeFileSync(String(process.env["TOLD"]), JSON.stringify(told));
}
`;

const START = 'import { main } from "./program.mjs";\nawait main();\n';
const TEST = `import { test } from "vitest";
import { main } from "./program.mjs";
test("traces", () => main(), 300_000);
`;
const CONFIG = 'export default { test: { include: ["**/main.mts"] } };\n';

const tsc = [
  process.execPath,
  typescript,
  "--ignoreConfig",
  "--target",
  "ES2022",
  "--skipLibCheck",
  "--types",
  "node",
  "--module",
  "NodeNext",
  "main.mts",
] as const;
const bundle = [
  esbuild,
  "--bundle",
  "--format=esm",
  "--platform=node",
  "--target=es2022",
  "--external:cwsandbox",
  "--outfile=out/main.mjs",
  "main.mts",
] as const;

interface Toolchain {
  readonly name: string;
  readonly start?: string;
  readonly compile?: readonly [program: string, ...words: string[]];
  readonly run: readonly string[];
}

const TOOLCHAINS: readonly Toolchain[] = [
  { name: "tsx", run: ["--import", "tsx", "main.mts"] },
  { name: "tsc with maps beside", compile: [...tsc, "--sourceMap"], run: ["main.mjs"] },
  {
    name: "tsc with maps inside, elsewhere",
    compile: [...tsc, "--inlineSourceMap", "--inlineSources", "--outDir", "out"],
    run: ["out/main.mjs"],
  },
  { name: "esbuild with a map beside", compile: [...bundle, "--sourcemap"], run: ["out/main.mjs"] },
  { name: "esbuild with a map inside", compile: [...bundle, "--sourcemap=inline"], run: ["out/main.mjs"] },
  {
    name: "esbuild, minified, with a map beside",
    compile: [...bundle, "--minify", "--sourcemap"],
    run: ["out/main.mjs"],
  },
  { name: "vitest", start: TEST, run: [vitest, "run", "--config", "vitest.config.mjs"] },
];

let base: string;
beforeAll(async () => {
  base = await mkdtemp(path.join(root, "tests/support/program-"));
});
afterAll(async () => {
  await rm(base, { recursive: true, force: true });
});

function place(source: string, marker: string): string {
  const line = source.split("\n").findIndex((text) => text.endsWith(`// ${marker}`)) + 1;
  return `${source === HELPERS ? "helpers" : "program"}.mts:${line}`;
}

const at = {
  program: (marker: string) => place(PROGRAM, marker),
  helpers: (marker: string) => place(HELPERS, marker),
};
const thrown = (...places: string[]) => ({ places, cause: null, errors: [] });
const HELPER = at.helpers("HELPER");

/** Innermost first, and nothing of ours or of a runner in between. */
const EXPECTED = {
  itself: thrown(at.program("ITSELF")),
  helper: thrown(HELPER, at.program("CALLS_HELPER")),
  method: thrown(at.helpers("METHOD"), at.program("CALLS_METHOD")),
  later: thrown(at.program("LATER")),
  laterHelper: thrown(HELPER, at.program("CALLS_HELPER_LATER")),
  caused: {
    ...thrown(at.program("OUTER")),
    cause: { ...thrown(HELPER), places: [HELPER, expect.stringMatching(/^program\.mts:/)] },
  },
  several: { ...thrown(at.program("SEVERAL")), errors: [thrown(at.program("PART")), expect.anything()] },
};

test.each(TOOLCHAINS)(
  "I17 errors tell the files and lines that their author wrote, their causes and parts too: $name",
  async ({ name, start = START, compile, run }) => {
    const directory = path.join(base, name.replaceAll(/\W+/gu, "-"));
    const told = path.join(directory, "told.json");
    await mkdir(directory);
    const files = {
      "program.mts": PROGRAM,
      "helpers.mts": HELPERS,
      "main.mts": start,
      "vitest.config.mjs": CONFIG,
    };
    await Promise.all(
      Object.entries(files).map(([file, text]) => writeFile(path.join(directory, file), text)),
    );
    const options = { cwd: directory, env: { ...process.env, TOLD: told } };
    if (compile !== undefined) {
      const [program, ...words] = compile;
      await execute(program, words, options);
    }
    await execute(process.execPath, [...run], options);
    expect(JSON.parse(await readFile(told, "utf8"))).toEqual(EXPECTED);
  },
);
