import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import { CORPUS } from "./corpus.test-support.js";
import { runInRunner } from "./run-runner.test-support.js";
test.each(CORPUS)("same value here and in the runner: $name", async ({ fn, args = [] }) => {
    // Captured first: the local call may change what is captured.
    const remote = await runInRunner(fn, args);
    const local = await Reflect.apply(fn, undefined, args);
    expect({ ...remote, stdout: "" }).toEqual({
        outcome: { kind: "value", value: local },
        exitCode: 0,
        stdout: "",
        stderr: "",
    });
});
test("a declaration whose name means something else by now", async () => {
    const made = runInThisContext(`(() => {
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
    const made = runInThisContext(`(() => {
    const helper = function () { return this === globalThis; };
    return function () { undeclared = 5; return [helper(), arguments.length, undeclared, 010]; };
  })()`);
    const { outcome } = await runInRunner(Object(made), [1, 2]);
    expect(outcome).toEqual({ kind: "value", value: [true, 2, 5, 8] });
});
//# sourceMappingURL=corpus.test.js.map