import { once } from "node:events";
import { describe, expect, expectTypeOf, test } from "vitest";
import { CWSandboxValidationError, OperationTimeoutError, SandboxTimeoutError } from "../errors/index.js";
import { deferred } from "../support/index.js";
import { OperationRef } from "./index.js";
describe("OperationRef", () => {
    test("every consumer sees the same outcome, before and after completion", async () => {
        const work = deferred();
        const ref = new OperationRef(work.promise);
        const early = [ref.result(), ref.result(5)];
        const value = [1];
        work.resolve(value);
        for (const seen of await Promise.all(early))
            expect(seen).toBe(value);
        expect(await ref).toBe(value);
        expectTypeOf(await ref).toEqualTypeOf();
    });
    test("a failed operation raises its original error each time", async () => {
        const error = new Error("broken");
        const ref = new OperationRef(Promise.reject(error));
        await expect(ref.result()).rejects.toBe(error);
        await expect(ref.result(1)).rejects.toBe(error);
        await expect(ref.catch((reason) => reason)).resolves.toBe(error);
    });
    test("a timeout is plain, leaves the work alone, and a later look succeeds", async () => {
        const work = deferred();
        const ref = new OperationRef(work.promise);
        const given = await ref.result(0.001).catch((reason) => reason);
        expect(given).toBeInstanceOf(OperationTimeoutError);
        expect(given).not.toBeInstanceOf(SandboxTimeoutError);
        work.resolve("late");
        expect(await ref.result(1)).toBe("late");
        expect(await ref.result(0)).toBe("late");
    });
    test("a timeout that is no duration is refused", async () => {
        const ref = new OperationRef(Promise.resolve(1));
        await expect(ref.result(-1)).rejects.toThrow(CWSandboxValidationError);
        await expect(ref.result(Number.NaN)).rejects.toThrow("timeoutSeconds");
        expect(await ref.result(Number.POSITIVE_INFINITY)).toBe(1);
    });
    test("a failure that nobody awaits is not an unhandled rejection", async () => {
        const unhandled = [];
        const listener = (reason) => void unhandled.push(reason);
        process.on("unhandledRejection", listener);
        try {
            const forgotten = new OperationRef(Promise.reject(new Error("forgotten")));
            expect(forgotten).toBeInstanceOf(OperationRef);
            // Proof that the listener works: this one is reported.
            const reported = once(process, "unhandledRejection");
            void Promise.reject(new Error("seen"));
            await reported;
            expect(unhandled.map(String)).toEqual(["Error: seen"]);
        }
        finally {
            process.off("unhandledRejection", listener);
        }
    });
    test("finally runs in either case", async () => {
        const calls = [];
        await new OperationRef(Promise.resolve()).finally(() => void calls.push("good"));
        await new OperationRef(Promise.reject(new Error("x")))
            .finally(() => void calls.push("bad"))
            .catch(String);
        expect(calls).toEqual(["good", "bad"]);
    });
    test("the timer of a finished look does not keep the process alive", async () => {
        const before = timers();
        await new OperationRef(Promise.resolve()).result(3600);
        expect(timers()).toBe(before);
    });
});
function timers() {
    return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}
//# sourceMappingURL=operation-ref.test.js.map