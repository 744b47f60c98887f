import { expect, test } from "vitest";
import { CORPUS } from "./corpus.test-support.js";
import { runInRunner } from "./run-runner.test-support.js";

test.each(CORPUS)("same value here and in the runner: $name", async ({ fn, args = [] }) => {
  // Captured first: the local call may change what is captured.
  const remote = await runInRunner(fn, args);
  const local: unknown = await Reflect.apply(fn, undefined, args);
  expect({ ...remote, stdout: "" }).toEqual({
    outcome: { kind: "value", value: local },
    exitCode: 0,
    stdout: "",
    stderr: "",
  });
});
