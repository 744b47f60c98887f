import { describeEngineConformance } from "@cwsandbox/engine/conformance";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import {
  makeStateDirectory,
  RUNTIMES,
  startEngineProgram,
  type StateDirectory,
} from "./support/engine-program.js";

const cases = describeEngineConformance({
  makeEngine: () => Promise.reject(new Error("the cases run in a program of their own")),
});

/** The text of the failure of each case, empty for one that passed. */
async function collect(stateDirectory: string, runtime: string): Promise<ReadonlyMap<string, string>> {
  await using program = startEngineProgram("conformance", [stateDirectory, runtime]);
  const results = new Map<string, string>();
  for await (const line of program.lines) {
    const { id, error } = Object(line);
    results.set(String(id), String(error));
  }
  return results;
}

describe.each(RUNTIMES)("the local engine with %s", (runtime) => {
  let state: StateDirectory;
  let results: ReadonlyMap<string, string>;
  beforeAll(async () => {
    state = await makeStateDirectory();
    results = await collect(state.path, runtime);
  }, 600_000);
  afterAll(() => state[Symbol.asyncDispose]());

  test.each(cases.map(({ id, title }) => ({ id, title })))("$id: $title", ({ id }) => {
    expect(results.get(id)).toBe("");
  });

  test("a call that is under way ends with the engine", () => {
    expect(results.get("last-call")).toBe("terminated");
  });

  test("nothing of any sandbox is left", () => state.expectNothingLeft());
});
