import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import { compare } from "./compare.test-support.js";
import { CORPUS } from "./cases/corpus.test-support.js";
import { inRunner } from "./elsewhere.test-support.js";
import { runInRunner } from "../run-runner.test-support.js";

test.concurrent.each(CORPUS)("same behaviour here and in the runner: $name", async (one) => {
  const { actual, expected } = await compare(one, inRunner());
  expect(actual).toEqual(expected);
  expect("threw" in expected ? expected.threw : undefined).toBe(one.throws);
});

test("a declaration whose name means something else by now", async () => {
  const made: unknown = runInThisContext(`(() => {
    function again(n) { return n > 0 ? again(n - 1) : "original"; }
    const first = again;
    again = (n) => "replaced " + n;
    const own = function again(n) { return n > 0 ? again(n - 1) : "own"; };
    return () => [again(1), first(2), own(2)];
  })()`);
  const { outcome } = await runInRunner(Object(made));
  expect(outcome).toEqual({ kind: "value", value: ["replaced 1", "replaced 1", "own"] });
});

test("sloppy code stays sloppy", async () => {
  const made: unknown = runInThisContext(`(() => {
    const helper = function () { return this === globalThis; };
    return function () { undeclared = 5; return [helper(), arguments.length, undeclared, 010]; };
  })()`);
  const { outcome } = await runInRunner(Object(made), [1, 2]);
  expect(outcome).toEqual({ kind: "value", value: [true, 2, 5, 8] });
});
