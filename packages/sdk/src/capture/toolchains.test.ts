import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ALL_FINE, openToolchains, type Toolchains } from "./toolchains.test-support.js";

let toolchains: Toolchains;
beforeAll(async () => {
  toolchains = await openToolchains();
}, 120_000);
afterAll(async () => toolchains[Symbol.asyncDispose]());

/** The other toolchains are in `toolchains.long.test.ts`. */
test("the same behaviour in one minified file, in a sandbox with another Node", async () => {
  const corpus = await toolchains.bundle("minified.mjs", { format: "esm", minify: true });
  expect(await toolchains.run({ corpus })).toContain(ALL_FINE);
}, 300_000);

/** Each case behaves as it does here, or is refused: a different value without an error is the worst that can happen. */
describe("code that hardly anybody writes", () => {
  test.each(["objects.mjs", "values.mjs", "sloppy.cjs", "builtins.mjs"])(
    "%s",
    async (name) => {
      const corpus = new URL(`./odd-code/${name}`, import.meta.url).href;
      const [, same, all] = /\n(\d+) of (\d+) the same\n$/u.exec(await toolchains.run({ corpus })) ?? [];
      expect(Number(same)).toBeGreaterThan(30);
      expect(same).toBe(all);
    },
    300_000,
  );
});
