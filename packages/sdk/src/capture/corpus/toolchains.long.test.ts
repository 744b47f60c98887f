import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ALL_FINE,
  installNode,
  openToolchains,
  sandboxNode,
  SOURCE_CORPUS,
  type Toolchains,
} from "./toolchains.test-support.js";
import { runUnderJest } from "./toolchains-jest.test-support.js";

let toolchains: Toolchains;
beforeAll(async () => {
  toolchains = await openToolchains();
});
afterAll(async () => toolchains[Symbol.asyncDispose]());

describe("the same behaviour whatever made the JavaScript", () => {
  test("the compiler", async () => {
    expect(await toolchains.run()).toContain(ALL_FINE);
  });

  test("tsx", async () => {
    const loaded = { corpus: SOURCE_CORPUS, arguments: ["--import", toolchains.tsx] };
    expect(await toolchains.run(loaded)).toContain(ALL_FINE);
  });

  test("swc, to CommonJS", async () => {
    expect(await toolchains.run({ corpus: await toolchains.commonJs() })).toContain(ALL_FINE);
  });

  test.each([
    ["one file", { format: "esm" }],
    ["one CommonJS file", { format: "cjs" }],
    ["minified", { format: "esm", minify: true }],
    ["minified, names kept", { format: "esm", minify: true, keepNames: true }],
    ["minified CommonJS", { format: "cjs", minify: true }],
  ] as const)("esbuild: %s", async (name, options) => {
    const file = `${name.replaceAll(/\W+/gu, "-")}.${options.format === "cjs" ? "cjs" : "mjs"}`;
    expect(await toolchains.run({ corpus: await toolchains.bundle(file, { ...options }) })).toContain(
      ALL_FINE,
    );
  });
});

test("programs made at random", async () => {
  const corpus = new URL("./odd-code/random.mjs", import.meta.url).href;
  expect(await toolchains.run({ corpus })).toContain("\n240 of 240 the same");
});

describe("the same behaviour with counters in the code", () => {
  test.each(["babel", "v8"] as const)("Jest: %s", async (coverage) => {
    expect(await runUnderJest(await toolchains.commonJs(), coverage)).toContain(ALL_FINE);
  });
});

describe("the same behaviour on every Node", () => {
  test("22", async () => {
    await using middle = await installNode("22.23.3");
    expect(await toolchains.run({ caller: middle.path })).toContain(ALL_FINE);
    expect(await toolchains.run({ sandbox: middle.path })).toContain(ALL_FINE);
  });

  test("24 calls", async () => {
    expect(await toolchains.run({ caller: sandboxNode() })).toContain(ALL_FINE);
  });

  test("20 runs", async () => {
    expect(await toolchains.run({ sandbox: process.execPath })).toContain(ALL_FINE);
  });
});
