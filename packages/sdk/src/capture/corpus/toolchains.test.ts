import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openToolchains, type RunOptions, type Toolchains } from "./toolchains.test-support.js";

let toolchains: Toolchains;
beforeAll(async () => {
  toolchains = await openToolchains();
}, 120_000);
afterAll(async () => toolchains[Symbol.asyncDispose]());

/** How many cases there were, if none was different. */
async function sameCases(run: RunOptions): Promise<number> {
  const output = await toolchains.run(run);
  const [, same, all] = /\n(\d+) of (\d+) the same\n$/u.exec(output) ?? [];
  expect(same, output).toBe(all);
  return Number(same);
}

/** All cases and the other toolchains are in `toolchains.long.test.ts`. */
test("the same behaviour in one minified file, in a sandbox with another Node", async () => {
  const corpus = await toolchains.bundle("minified.mjs", { format: "esm", minify: true });
  expect(await sameCases({ corpus, step: 4 })).toBeGreaterThan(70);
}, 300_000);

/** Each case behaves as it does here, or is refused: a different value without an error is the worst that can happen. */
describe("code that hardly anybody writes", () => {
  test.each([
    "objects.mjs",
    "values.mjs",
    "sloppy.cjs",
    "builtins.mjs",
    "templates.mjs",
    "node-objects.mjs",
    "language.mjs",
  ])(
    "%s",
    async (name) => {
      const corpus = new URL(`./odd-code/${name}`, import.meta.url).href;
      expect(await sameCases({ corpus, again: true })).toBeGreaterThan(15);
    },
    300_000,
  );

  /** All of them run in the long tests. */
  test("some programs made at random", async () => {
    const corpus = new URL("./odd-code/random.mjs", import.meta.url).href;
    expect(await sameCases({ corpus, step: 8 })).toBe(30);
  }, 300_000);
});
