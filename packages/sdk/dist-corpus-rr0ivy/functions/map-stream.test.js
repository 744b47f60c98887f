import { describe, expect, expectTypeOf, test } from "vitest";
import { CWSandboxValidationError } from "../errors/index.js";
import { deferred } from "../support/index.js";
import { mapStream } from "./map-stream.js";
import { terminalProgress } from "./terminal-progress.js";
/** Calls that end when the test says so. */
function controlledCalls() {
    const calls = new Map();
    const started = [];
    const aborted = [];
    const run = async ([item], signal) => {
        const call = deferred();
        calls.set(item, call);
        started.push(item);
        signal.addEventListener("abort", () => {
            aborted.push(item);
            call.reject(signal.reason);
        });
        return call.promise;
    };
    return { run, started, aborted, calls };
}
function* numbers(count = Number.POSITIVE_INFINITY) {
    for (let n = 0; n < count; n += 1)
        yield [n];
}
const double = async ([n]) => n * 2;
const failOdd = async ([n]) => {
    if (n % 2 === 1)
        throw new RangeError(`odd ${n}`);
    return n;
};
async function turns() {
    for (let turn = 0; turn < 20; turn += 1)
        await Promise.resolve();
}
async function collect(items) {
    const all = [];
    for await (const item of items)
        all.push(item);
    return all;
}
describe("order and concurrency", () => {
    test("results come in the order of the items, whatever ends first", async () => {
        const { run, calls } = controlledCalls();
        const all = collect(mapStream(run, numbers(3), {}));
        await turns();
        for (const n of [2, 0, 1])
            calls.get(n)?.resolve(n);
        expect(await all).toEqual([0, 1, 2]);
    });
    test("unordered, they come as they complete", async () => {
        const { run, calls } = controlledCalls();
        const results = mapStream(run, numbers(3), { ordered: false });
        const first = results.next();
        await turns();
        calls.get(2)?.resolve(2);
        expect(await first).toEqual({ done: false, value: 2 });
        const second = results.next();
        calls.get(1)?.resolve(1);
        expect(await second).toEqual({ done: false, value: 1 });
        calls.get(0)?.resolve(0);
        expect(await collect(results)).toEqual([0]);
    });
    test("no more than the given number run, and an endless source is read as slowly as results are taken", async () => {
        const { run, started, calls } = controlledCalls();
        const results = mapStream(run, numbers(), { concurrency: 2 });
        expect(started).toEqual([]);
        const first = results.next();
        await turns();
        expect(started).toEqual([0, 1]);
        for (let n = 0; n < 12; n += 1) {
            calls.get(n)?.resolve(n);
            await turns();
        }
        expect(await first).toEqual({ done: false, value: 0 });
        // Two run for each that may, and four results for each may wait; no more were begun although all have ended.
        expect(started.length).toBeLessThanOrEqual(10);
        await results.return();
    });
    test("async sources, arrays and empty sources", async () => {
        async function* later() {
            yield [1];
            await Promise.resolve();
            yield [2];
        }
        expect(await collect(mapStream(double, later(), {}))).toEqual([2, 4]);
        expect(await collect(mapStream(double, [[1], [2]], {}))).toEqual([2, 4]);
        expect(await collect(mapStream(double, [], {}))).toEqual([]);
    });
});
describe("failures", () => {
    test("by default the first failed item ends everything", async () => {
        const { run, calls, aborted } = controlledCalls();
        const all = collect(mapStream(run, numbers(5), { concurrency: 3 }));
        all.catch(() => { });
        await turns();
        calls.get(0)?.reject(new RangeError("no"));
        await expect(all).rejects.toThrow(new RangeError("no"));
        expect(aborted).toEqual([0, 1, 2]);
    });
    test("skip leaves failed items out, a function replaces them", async () => {
        expect(await collect(mapStream(failOdd, numbers(5), { onError: "skip" }))).toEqual([0, 2, 4]);
        const replaced = mapStream(failOdd, numbers(4), {
            onError: ({ error, index, args }) => `${String(error)} at ${index} of ${args[0]}`,
        });
        expectTypeOf(replaced).toExtend();
        expect(await collect(replaced)).toEqual([
            0,
            "RangeError: odd 1 at 1 of 1",
            2,
            "RangeError: odd 3 at 3 of 3",
        ]);
    });
    test("a failing source and a failing callback end the stream with their own error", async () => {
        function* broken() {
            yield [1];
            throw new Error("source");
        }
        await expect(collect(mapStream(double, broken(), {}))).rejects.toThrow("source");
        const onProgress = () => {
            throw new Error("callback");
        };
        await expect(collect(mapStream(double, numbers(3), { onProgress }))).rejects.toThrow("callback");
    });
});
describe("ends", () => {
    test("leaving the loop aborts what runs and closes the source", async () => {
        const { run, calls, aborted } = controlledCalls();
        let isClosed = false;
        function* source() {
            try {
                yield* numbers();
            }
            finally {
                isClosed = true;
            }
        }
        const results = mapStream(run, source(), { concurrency: 3 });
        const first = results.next();
        await turns();
        calls.get(0)?.resolve(0);
        await first;
        await turns();
        await results.return();
        expect(aborted).toEqual(expect.arrayContaining([1, 2]));
        expect(isClosed).toBe(true);
    });
    test("a signal ends it with its own reason, also while the source waits for ever", async () => {
        const controller = new AbortController();
        async function* silent() {
            yield [1];
            await new Promise(() => { });
        }
        const all = collect(mapStream(double, silent(), { signal: controller.signal }));
        await turns();
        controller.abort(new Error("enough"));
        await expect(all).rejects.toThrow("enough");
        await expect(collect(mapStream(double, numbers(1), { signal: controller.signal }))).rejects.toThrow("enough");
    });
});
test("progress counts starts, ends and failures", async () => {
    const seen = [];
    await collect(mapStream(failOdd, [[0], [1]], { concurrency: 1, onError: "skip", onProgress: (now) => seen.push(now) }));
    expect(seen.at(-1)).toEqual({ started: 2, completed: 1, failed: 1, total: 2 });
    expect(seen[0]).toEqual({ started: 1, completed: 0, failed: 0, total: 2 });
});
test.each([
    ["concurrency", { concurrency: 0 }],
    ["concurrency", { concurrency: 1.5 }],
    ["onError", JSON.parse('{"onError":"ignore"}')],
])("a wrong %s is refused at once", (field, options) => {
    expect(() => mapStream(double, numbers(1), options)).toThrow(expect.objectContaining({ field, name: CWSandboxValidationError.name }));
});
test("what cannot be iterated is refused at once", () => {
    expect(() => mapStream(double, JSON.parse("5"), {})).toThrow(CWSandboxValidationError);
});
describe("terminal progress", () => {
    function written(isTTY, counts) {
        let text = "";
        const output = {
            isTTY,
            columns: 60,
            write: (piece) => (text += String(piece)) !== "",
        };
        const show = terminalProgress({ label: "square", output });
        for (const progress of counts)
            show(progress);
        return text;
    }
    const at = (completed, failed = 0) => ({ started: 20, completed, failed, total: 20 });
    test("a bar on a terminal", () => {
        expect(written(true, [at(0), at(10), at(19, 1)])).toBe(`\rsquare [${".".repeat(24)}] 0 of 20\rsquare [${"#".repeat(12)}${".".repeat(12)}] 10 of 20` +
            `\rsquare [${"#".repeat(24)}] 20 of 20, 1 failed\n`);
    });
    test("plain lines elsewhere", () => {
        expect(written(false, [at(0), at(1), at(2), at(3), at(20)])).toBe("square: 2 of 20\nsquare: 20 of 20\n");
    });
});
//# sourceMappingURL=map-stream.test.js.map