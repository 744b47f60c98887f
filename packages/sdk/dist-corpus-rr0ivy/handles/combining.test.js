import { describe, expect, expectTypeOf, test } from "vitest";
import { CWSandboxValidationError } from "../errors/index.js";
import { deferred } from "../support/index.js";
import { OperationRef, results, wait } from "./index.js";
function settledRef(value) {
    return new OperationRef(Promise.resolve(value));
}
function failedRef(text) {
    return new OperationRef(Promise.reject(new Error(text)));
}
describe("results", () => {
    test("H4 one handle gives its value, a list ordered values, an empty list an empty list", async () => {
        expect(await results(settledRef(5))).toBe(5);
        expect(await results([settledRef(1), settledRef("two")])).toEqual([1, "two"]);
        expect(await results([])).toEqual([]);
        const slow = deferred();
        const both = results([new OperationRef(slow.promise), settledRef("second")]);
        slow.resolve("first");
        expect(await both).toEqual(["first", "second"]);
    });
    test("H4 the first failing handle in list order raises its error, others go on", async () => {
        const slow = deferred();
        const all = results([new OperationRef(slow.promise), failedRef("second"), failedRef("third")]);
        slow.resolve(1);
        await expect(all).rejects.toThrow("second");
    });
    test("takes lazy iterables and keeps tuple types", async () => {
        function* refs() {
            for (const value of [0, 1, 4])
                yield settledRef(value);
        }
        expect(await results(refs())).toEqual([0, 1, 4]);
        expectTypeOf(await results([settledRef(1), settledRef("a")])).toEqualTypeOf();
        expectTypeOf(await results(settledRef(true))).toEqualTypeOf();
    });
});
describe("wait", () => {
    test("H2 numReturns below 1 is refused, also for an empty list", async () => {
        await expect(wait([], 0)).rejects.toThrow(CWSandboxValidationError);
        await expect(wait([settledRef(1)], 0)).rejects.toMatchObject({ field: "numReturns" });
        await expect(wait([settledRef(1)], 1.5)).rejects.toThrow("numReturns");
    });
    test("H2 an empty list gives two empty lists", async () => {
        expect(await wait([])).toEqual([[], []]);
        expect(await wait([], 3)).toEqual([[], []]);
    });
    test("H2 a timeout leaves everything pending and cancels nothing", async () => {
        const work = deferred();
        const ref = new OperationRef(work.promise);
        const [done, pending] = await wait([ref], undefined, 0.001);
        expect(done).toEqual([]);
        expect(pending[0]).toBe(ref);
        work.resolve(7);
        expect(await ref).toBe(7);
    });
    test("H2 a failed item is done, and its error is not lost", async () => {
        const failing = failedRef("kept");
        const [done, pending] = await wait([failing]);
        expect([done.length, pending.length]).toEqual([1, 0]);
        await expect(failing.result()).rejects.toThrow("kept");
    });
    test("H2 sandboxes and handles mix; the original objects come back", async () => {
        let waits = 0;
        const sandbox = {
            wait: async () => {
                waits += 1;
                return "running";
            },
        };
        const ref = settledRef(1);
        const [done, pending] = await wait([sandbox, ref]);
        expect(new Set(done)).toEqual(new Set([sandbox, ref]));
        expect(pending).toEqual([]);
        expect(waits).toBe(1);
    });
    test("H1 surplus items that are done stay pending", async () => {
        const refs = [settledRef(1), settledRef(2), settledRef(3)];
        const [done, pending] = await wait(refs, 2);
        expect([done.length, pending.length]).toEqual([2, 1]);
        const [rest, none] = await wait(pending, 2);
        expect([rest.length, none.length]).toEqual([1, 0]);
    });
    test("gives finished ones at once even with a timeout of 0", async () => {
        const open = new OperationRef(new Promise(() => { }));
        const finished = settledRef(1);
        const [done, pending] = await wait([open, finished], undefined, 0);
        expect(done).toEqual([finished]);
        expect(pending[0]).toBe(open);
    });
});
//# sourceMappingURL=combining.test.js.map