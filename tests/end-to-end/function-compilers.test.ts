import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
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
const esbuild = createRequire(path.join(root, "packages/runner/package.json")).resolve("esbuild/bin/esbuild");

/** The types at the top move every line of what a compiler makes of it. */
const PROGRAM = `
import { SandboxExecutionError, Session } from "cwsandbox";

interface Moved {
  readonly line: number;
  readonly column: number;
}
type Also = Partial<Moved>;

const session = new Session();
const remote = session.function({ timeoutSeconds: 30 });

class Scale {
  factor: number;
  constructor(factor: number) {
    this.factor = factor;
  }

  @remote
  async times(value: number): Promise<number> {
    return value * this.factor;
  }

  @remote
  static async half(value: number): Promise<number> {
    return value / 2;
  }
}

function check(given: Also): number {
  if (given.line === undefined) {
    throw new RangeError("no line"); // THROWN
  }
  return given.line;
}

async function main(): Promise<void> {
  try {
    console.log(await new Scale(3).times(5), await Scale.half(10));
    await session.function((given: Also) => check(given)).remote({}); // CALLED
  } catch (error) {
    if (!(error instanceof SandboxExecutionError)) throw error;
    console.log(error.stack);
  } finally {
    await session.close();
  }
}
void main();
`;

function lineOf(marker: string): number {
  return PROGRAM.split("\n").findIndex((line) => line.includes(`// ${marker}`)) + 1;
}

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(root, "tests/support/program-"));
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

const options = ["--ignoreConfig", "--target", "ES2022", "--sourceMap", "--skipLibCheck", "--types", "node"];
const COMPILERS = [
  { name: "tsx", file: "tsx.mts", flags: ["--import", "tsx"] },
  {
    name: "tsc",
    file: "modules.mts",
    compile: [typescript, ...options, "--module", "NodeNext"],
    run: "modules.mjs",
  },
  {
    name: "tsc to CommonJS",
    file: "common.cts",
    compile: [typescript, ...options, "--module", "NodeNext"],
    run: "common.cjs",
  },
  {
    name: "tsc with experimentalDecorators",
    file: "legacy.mts",
    compile: [typescript, ...options, "--module", "NodeNext", "--experimentalDecorators"],
    run: "legacy.mjs",
  },
  {
    name: "esbuild, minified",
    file: "bundled.mts",
    compile: [
      esbuild,
      "--bundle",
      "--minify",
      "--sourcemap",
      "--format=esm",
      "--platform=node",
      "--target=es2022",
      "--external:cwsandbox",
      "--outfile=bundled.mjs",
    ],
    run: "bundled.mjs",
  },
];

test.each(COMPILERS)(
  "I17 the trace of an error names the source, and decorated methods run: $name",
  async ({ file, compile, run = file, flags = [] }) => {
    await writeFile(path.join(directory, file), PROGRAM);
    const [compiler, ...given] = compile ?? [];
    if (compiler !== undefined) {
      const made = await execute(compiler, [...given, file], { cwd: directory }).then(
        () => "",
        (error: Error & { readonly stdout: string }) => `${error.message}\n${error.stdout}`,
      );
      expect(made).toBe("");
    }
    const { stdout, stderr } = await execute(process.execPath, [...flags, "--enable-source-maps", run], {
      cwd: directory,
    });
    expect(stderr).toBe("");
    const [first, ...stack] = stdout.split("\n");
    expect(first).toBe("15 5");
    const places = stack.flatMap((line) => /([^/\s]+\.[cm]?[jt]s):(\d+):\d+\)?$/.exec(line)?.slice(1) ?? []);
    expect(places.slice(0, 2)).toEqual([file, String(lineOf("THROWN"))]);
    expect(places.slice(2, 4)).toEqual([file, String(lineOf("CALLED"))]);
    expect(places.slice(4, 6)).toEqual([file, String(lineOf("CALLED"))]);
  },
);
