import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { brandErrorClass } from "./brand.js";
import * as errors from "./index.js";
import { CWSandboxError, CWSandboxValidationError, DiscoveryError, RunnerNotFoundError, SandboxError, SandboxExecutionError, SandboxFailedError, SandboxFileError, SandboxNotFoundError, SandboxNotRunningError, SandboxRequestTimeoutError, SandboxStreamBackpressureError, SandboxStreamTruncatedError, SandboxTimeoutError, SandboxUnavailableError, SandboxValidationError, } from "./index.js";
const { callFailureOf: _callFailureOf, ...errorClasses } = errors;
const classes = Object.values(errorClasses);
describe("hierarchy", () => {
    test("N5 children are their parents", () => {
        expect(new SandboxUnavailableError("x")).toBeInstanceOf(SandboxNotRunningError);
        expect(new SandboxRequestTimeoutError("x")).toBeInstanceOf(SandboxTimeoutError);
        expect(new RunnerNotFoundError("x")).toBeInstanceOf(DiscoveryError);
        expect(new SandboxValidationError("x")).toBeInstanceOf(CWSandboxValidationError);
        expect(new SandboxNotRunningError("x")).not.toBeInstanceOf(SandboxUnavailableError);
        expect(new SandboxTimeoutError("x")).not.toBeInstanceOf(SandboxNotRunningError);
    });
    test("every class is an error with the root, its own name and its own code", () => {
        const codes = new Set();
        for (const ErrorClass of classes) {
            const error = new ErrorClass("text");
            expect(error).toBeInstanceOf(CWSandboxError);
            expect(error).toBeInstanceOf(Error);
            expect(error.name).toBe(ErrorClass.name);
            expect(error.stack).toContain(`${ErrorClass.name}: text`);
            codes.add(error.code);
        }
        expect(codes.size).toBe(classes.length);
    });
    test("docs/errors.md lists every class with its code, and nothing else", () => {
        const page = readFileSync(new URL("../../../../docs/errors.md", import.meta.url), "utf8");
        const rows = [...page.matchAll(/^\| `(?<code>[A-Z_]+)` +\| [· ]*`(?<name>\w+)`/gm)];
        const listed = rows.map((row) => `${row.groups?.["code"]} ${row.groups?.["name"]}`);
        const existing = classes.map((ErrorClass) => `${new ErrorClass("").code} ${ErrorClass.name}`);
        expect(listed.sort()).toEqual(existing.sort());
    });
    test("C18 stream errors are execution errors with a stream code and no reason", () => {
        const [pressure, cut] = [new SandboxStreamBackpressureError("x"), new SandboxStreamTruncatedError("x")];
        expect(pressure).toBeInstanceOf(SandboxExecutionError);
        expect([pressure.streamCode, pressure.reason]).toEqual(["STREAM_BACKPRESSURE", null]);
        expect(cut).toBeInstanceOf(SandboxExecutionError);
        expect([cut.streamCode, cut.reason]).toEqual(["STREAM_TRUNCATED", null]);
    });
});
describe("instanceof across two copies of the package", () => {
    // A second copy is a class of its own with the same brand.
    class ForeignSandboxError extends Error {
    }
    brandErrorClass(ForeignSandboxError, "SandboxError");
    test("an error of the other copy is recognised, and only by its own class", () => {
        const foreign = new ForeignSandboxError("x");
        expect(foreign instanceof SandboxError).toBe(true);
        expect(foreign instanceof SandboxTimeoutError).toBe(false);
        expect(new SandboxTimeoutError("x") instanceof ForeignSandboxError).toBe(true);
    });
    test("a user's subclass matches only its own instances", () => {
        class QuotaError extends SandboxError {
        }
        expect(new QuotaError("x")).toBeInstanceOf(SandboxError);
        expect(new QuotaError("x")).toBeInstanceOf(QuotaError);
        expect(new SandboxError("x")).not.toBeInstanceOf(QuotaError);
    });
    test("other values are no errors", () => {
        for (const value of [null, undefined, 1, "text", {}, new Error("x")]) {
            expect(value instanceof CWSandboxError).toBe(false);
        }
    });
});
describe("fields", () => {
    test("are null or empty when unknown", () => {
        const error = new SandboxNotFoundError("x");
        expect([error.reason, error.retryDelaySeconds, error.retryDelay, error.sandboxId]).toEqual([
            null,
            null,
            null,
            null,
        ]);
        expect(error.metadata).toEqual({});
        expect("cause" in error).toBe(false);
    });
    test("N3 carry what the server sent and what lies underneath", () => {
        const cause = new Error("transport");
        const error = new SandboxUnavailableError("x", {
            reason: "CWSANDBOX_RUNNER_UNAVAILABLE",
            metadata: { runner: "r1" },
            retryDelaySeconds: 2.5,
            cause,
        });
        expect(error.reason).toBe("CWSANDBOX_RUNNER_UNAVAILABLE");
        expect(error.metadata).toEqual({ runner: "r1" });
        expect(error.retryDelay).toBe(2.5);
        expect(error.cause).toBe(cause);
    });
    test("specific ones", () => {
        expect(new SandboxFileError("x", { filepath: "/nope" }).filepath).toBe("/nope");
        const failed = new SandboxFailedError("x", { sandboxId: "s", statusReason: "image not found" });
        expect([failed.sandboxId, failed.statusReason]).toEqual(["s", "image not found"]);
        const execution = new SandboxExecutionError("x", { exceptionType: "TypeError", exceptionMessage: "m" });
        expect([execution.exceptionType, execution.exceptionMessage, execution.execResult]).toEqual([
            "TypeError",
            "m",
            null,
        ]);
    });
    test("N7 field violations", () => {
        const local = new CWSandboxValidationError("tags must be an array", { field: "tags" });
        expect(local.fieldViolations).toEqual([{ field: "tags", description: "tags must be an array" }]);
        const violation = { field: "spec.image", description: "is empty" };
        const remote = new SandboxValidationError("refused", { fieldViolations: [violation] });
        expect(remote.field).toBe("spec.image");
        expect(remote.fieldViolations).toEqual([violation]);
        expect(new CWSandboxValidationError("x").field).toBeNull();
    });
});
//# sourceMappingURL=errors.test.js.map