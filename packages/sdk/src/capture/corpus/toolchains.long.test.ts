import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  install,
  type Installation,
  type NodeProgram,
  NODES,
  openNode,
} from "./installation.test-support.js";
import { runCases, runCompiled } from "./run-corpus.test-support.js";
import { CORPUS_SOURCES, PROJECTS, projectSources } from "./sources.test-support.js";
import { installTestRunners, TEST_RUNNERS } from "./test-runners.test-support.js";
import { TOOLCHAINS } from "./toolchains.test-support.js";

const INSTALLING_TIMEOUT_MS = 300_000;

let libraries: Installation;
let testRunners: Installation;
beforeAll(async () => {
  [libraries, testRunners] = await Promise.all([
    install(
      "date-fns@4.4.0",
      "lodash@4.18.1",
      "reflect-metadata@0.2.2",
      "rxjs@7.8.2",
      "uuid@14.0.3",
      "zod@4.6.7",
    ),
    installTestRunners(),
  ]);
}, INSTALLING_TIMEOUT_MS);
afterAll(async () => {
  await libraries[Symbol.asyncDispose]();
  await testRunners[Symbol.asyncDispose]();
});

describe.each(NODES)("called from Node %d", (major) => {
  let node: NodeProgram;
  beforeAll(async () => {
    node = await openNode(major);
  }, INSTALLING_TIMEOUT_MS);
  afterAll(async () => node[Symbol.asyncDispose]());

  test.each(TOOLCHAINS)("the corpus: $name", async (toolchain) => {
    const { same, all, output } = await runCompiled(toolchain, CORPUS_SOURCES, { caller: node.path });
    expect(same, output).toBe(all);
    expect(all).toBeGreaterThanOrEqual(300);
  });

  test.each(TEST_RUNNERS)("the corpus: $name", async (testRunner) => {
    await expect(testRunner.run(testRunners, node.path)).resolves.not.toMatch(/\d+ failed/u);
  });

  test("the corpus, in a sandbox with the same Node", async () => {
    const [toolchain] = TOOLCHAINS;
    if (toolchain === undefined) throw new Error("no toolchains");
    const { same, all, output } = await runCompiled(toolchain, CORPUS_SOURCES, {
      caller: node.path,
      sandbox: node.path,
    });
    expect(same, output).toBe(all);
  });

  describe.each(PROJECTS)("the project %s", (project) => {
    test.each(TOOLCHAINS)("$name", async (toolchain) => {
      const sources = projectSources(project, libraries.directory);
      const { same, all, output } = await runCompiled(toolchain, sources, { caller: node.path });
      expect(same, output).toBe(all);
    });
  });
});

test("programs made at random", async () => {
  const file = fileURLToPath(new URL("./odd-code/random.mjs", import.meta.url));
  expect(await runCases({ file })).toMatchObject({ same: 240, all: 240 });
});
