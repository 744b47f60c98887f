import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runCases, runCompiled } from "./run-corpus.test-support.js";
import { CORPUS_SOURCES } from "./sources.test-support.js";
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
