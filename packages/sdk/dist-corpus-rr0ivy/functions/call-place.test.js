import { expect, test } from "vitest";
import { SandboxExecutionError } from "../errors/index.js";
import { rememberCallPlace, retrace } from "./call-place.js";
test("the trace names the function's place first, then the call's, and nothing of ours", () => {
    const called = () => rememberCallPlace(called);
    const error = new SandboxExecutionError("Function 'study' failed", {
        exceptionType: "RangeError",
        remoteStack: "RangeError: no words\n    at study (/home/me/study.ts:3:9)",
    });
    retrace(error, called());
    const lines = error.stack?.split("\n") ?? [];
    expect(lines.slice(0, 4)).toEqual([
        "SandboxExecutionError: Function 'study' failed",
        "    --- RangeError in the sandbox ---",
        "    at study (/home/me/study.ts:3:9)",
        "    --- called from ---",
    ]);
    expect(lines[4]).toContain("call-place.test.ts");
});
test("other errors keep their trace", () => {
    const error = new RangeError("mine");
    const before = error.stack;
    retrace(error, { stack: "Error\n    at elsewhere (x.ts:1:1)" });
    expect(error.stack).toBe(before);
});
//# sourceMappingURL=call-place.test.js.map