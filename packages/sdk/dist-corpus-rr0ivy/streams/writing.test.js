import { describe, expect, test } from "vitest";
import { CWSandboxValidationError, SandboxExecutionError } from "../errors/index.js";
import { createProcessInput, createTerminalInput } from "./input.js";
async function collect(items) {
    const seen = [];
    for await (const item of items) {
        if (item.kind === "data")
            seen.push(Buffer.from(item.bytes).toString());
        else
            seen.push(item.kind === "end" ? "<end>" : `<${item.width}x${item.height}>`);
    }
    return seen;
}
async function isSettled(work) {
    const open = Symbol("open");
    await new Promise(setImmediate);
    return (await Promise.race([work, Promise.resolve(open)])) !== open;
}
function fill(input) {
    for (let index = 0; index < 16; index += 1)
        input.writer.write(`${index}`);
}
describe("StreamWriter", () => {
    test("C7 C8 order is kept and the end comes last", async () => {
        const { writer, items } = createProcessInput();
        await writer.write(Buffer.from("a"));
        await writer.write("ü");
        await writer.writeline("line");
        await writer.writeline("é", "latin1");
        expect(writer.closed).toBe(false);
        await writer.close();
        expect(writer.closed).toBe(true);
        const pieces = [];
        for await (const item of items) {
            if (item.kind === "data")
                pieces.push(Buffer.from(item.bytes));
        }
        expect(Buffer.concat(pieces)).toEqual(Buffer.from([0x61, 0xc3, 0xbc, ...Buffer.from("line\n"), 0xe9, 0x0a]));
    });
    test("C10 200 KB in one write arrive complete in pieces of at most 64 KiB", async () => {
        const { writer, items } = createProcessInput();
        const data = Buffer.alloc(200_000);
        for (let at = 0; at < data.length; at += 1)
            data[at] = at % 251;
        await writer.write(data);
        await writer.close();
        const pieces = [];
        for await (const item of items)
            if (item.kind === "data")
                pieces.push(Buffer.from(item.bytes));
        expect(pieces.map((piece) => piece.length)).toEqual([65_536, 65_536, 65_536, 3392]);
        expect(Buffer.concat(pieces).equals(data)).toBe(true);
    });
    test("C10 sixteen writes are queued at once, the next waits for room", async () => {
        const input = createProcessInput();
        fill(input);
        expect(await isSettled(input.writer.write("0"))).toBe(false);
        const delayed = input.writer.write("late");
        const closing = input.writer.close();
        expect(await isSettled(closing)).toBe(false);
        const seen = await collect(input.items);
        await delayed;
        await closing;
        expect(seen.slice(-3)).toEqual(["0", "late", "<end>"]);
        expect(seen).toHaveLength(19);
    });
    test("the caller may change the array after the write", async () => {
        const { writer, items } = createProcessInput();
        const data = Buffer.from("before");
        writer.write(data);
        data.fill("x");
        writer.close();
        expect(await collect(items)).toEqual(["before", "<end>"]);
    });
    test("C12 after close a write says that the stream is closed; a second close is fine", async () => {
        const { writer } = createProcessInput();
        writer.close();
        await writer.close();
        expect(() => writer.write("x")).toThrow(SandboxExecutionError);
        expect(() => writer.writeline("x")).toThrow(/closed/);
    });
    test("C12 after the end of the process a write says that the stream has failed, with the cause", async () => {
        const { writer, items, cut } = createProcessInput();
        const cause = new Error("Process has exited");
        cut(cause);
        let thrown;
        try {
            writer.write("x");
        }
        catch (error) {
            thrown = error;
        }
        expect(thrown).toBeInstanceOf(SandboxExecutionError);
        expect(thrown).toMatchObject({ cause, message: expect.stringMatching(/has failed: Process has exited/) });
        expect(await collect(items)).toEqual([]);
        await writer.close();
    });
    test("a write that waits for room fails when the process ends", async () => {
        const input = createProcessInput();
        fill(input);
        const delayed = input.writer.write("never");
        input.cut(new Error("Process has exited"));
        await expect(delayed.result()).rejects.toThrow(/has failed: Process has exited/);
    });
    test("wrong data and encodings are refused by name", () => {
        const { writer } = createProcessInput();
        const write = (data) => writer.write(data);
        expect(() => Reflect.apply(write, undefined, [5])).toThrow(CWSandboxValidationError);
        const line = (encoding) => writer.writeline("x", encoding);
        expect(() => Reflect.apply(line, undefined, ["klingon"])).toThrow(/encoding "klingon"/);
    });
});
test("a terminal's sizes follow even the end of its input", async () => {
    const { writer, items, push, cut } = createTerminalInput();
    const reading = collect(items);
    writer.write("a");
    writer.close();
    push({ kind: "resize", width: 100, height: 30 });
    await new Promise(setImmediate);
    cut(new Error("Terminal session has ended"));
    expect(await reading).toEqual(["a", "<end>", "<100x30>"]);
});
//# sourceMappingURL=writing.test.js.map