import { expect, test } from "vitest";
import { ALL_FINE, openToolchains } from "./toolchains.test-support.js";

/** The other toolchains are in `toolchains.long.test.ts`. */
test("the same behaviour in one minified file, in a sandbox with another Node", async () => {
  await using toolchains = await openToolchains();
  const corpus = await toolchains.bundle("minified.mjs", { format: "esm", minify: true });
  expect(await toolchains.run({ corpus })).toContain(ALL_FINE);
}, 180_000);
