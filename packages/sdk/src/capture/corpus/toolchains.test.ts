import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runCases, runCompiled } from "./run-corpus.test-support.js";
import { CORPUS_SOURCES, PROJECTS, projectSources, USING_LIBRARIES } from "./sources.test-support.js";
import { TEST_RUNNERS } from "./test-runners.test-support.js";
import { TOOLCHAINS } from "./toolchains.test-support.js";

const TIMEOUT_MS = 300_000;

/** All cases, projects, test runners and other Nodes are in `toolchains.long.test.ts`. */
test.each(TOOLCHAINS)(
  "every eighth case behaves the same in a sandbox with another Node: $name",
  async (toolchain) => {
    const { same, all, output } = await runCompiled(toolchain, CORPUS_SOURCES, { step: 8 });
    expect(same, output).toBe(all);
    expect(all).toBeGreaterThan(35);
  },
  TIMEOUT_MS,
);

test("the guide names what is tried", () => {
  const guide = readFileSync(
    new URL("../../../../../docs/guides/remote-functions.md", import.meta.url),
    "utf8",
  );
  const rows = guide.split("\n").filter((line) => line.startsWith("| "));
  for (const { name } of [...TOOLCHAINS, ...TEST_RUNNERS])
    expect(
      rows.some((row) => row.startsWith(`| ${name} `)),
      name,
    ).toBe(true);
});

/** Those that use libraries are compiled, as all of these are, by every toolchain in the long tests. */
describe("programs as people write them", () => {
  const toolchain = TOOLCHAINS.find(({ name }) => name === "esbuild, minified, keepNames");

  test.each(PROJECTS.filter((name) => !USING_LIBRARIES.has(name)))(
    "%s",
    async (name) => {
      if (toolchain === undefined) throw new Error("the toolchain has another name");
      const { same, all, output } = await runCompiled(toolchain, projectSources(name, tmpdir()));
      expect(same, output).toBe(all);
      expect(all).toBeGreaterThan(3);
    },
    TIMEOUT_MS,
  );

  test("bundle", async () => {
    const file = fileURLToPath(new URL("./projects/bundle/main.mjs", import.meta.url));
    const { same, all, output } = await runCases({ file });
    expect(same, output).toBe(all);
  });
});

/** Each case behaves as it does here, or is refused: a different value without an error is the worst that can happen. */
describe("code that hardly anybody writes", () => {
  const directory = fileURLToPath(new URL("./odd-code/", import.meta.url));
  const random = "random.mjs";

  test.each(readdirSync(directory).filter((name) => name !== random))(
    "%s",
    async (name) => {
      const { same, all, output } = await runCases({ file: join(directory, name) }, { again: true });
      expect(same, output).toBe(all);
      expect(all).toBeGreaterThan(2);
    },
    TIMEOUT_MS,
  );

  /** All of them run in the long tests. */
  test(
    "some programs made at random",
    async () => {
      expect(await runCases({ file: join(directory, random) }, { step: 8 })).toMatchObject({
        same: 30,
        all: 30,
      });
    },
    TIMEOUT_MS,
  );
});
