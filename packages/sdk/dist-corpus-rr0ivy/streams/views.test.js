import { describe, expect, test } from "vitest";
import { SandboxExecutionError, SandboxStreamTruncatedError } from "../errors/index.js";
import { createStream, createTextStream, LONGEST_LINE_BYTES } from "./index.js";
/** A finished stream of text that arrived in these pieces. */
function textOf(...pieces) {
    const { reader, writer } = createTextStream();
    for (const piece of pieces)
        void writer.push(Buffer.from(piece));
    writer.end();
    return reader;
}
async function all(items) {
    const found = [];
    for await (const item of items)
        found.push(item);
    return found;
}
const umlaut = Buffer.from("ü");
describe("lines()", () => {
    test("are whole however they were cut, also within a character and a line end", async () => {
        const reader = textOf("a", "b\nc", umlaut.subarray(0, 1), umlaut.subarray(1), "\r", "\n\nlast");
        expect(await all(reader.lines())).toEqual(["ab", "cü", "", "last"]);
    });
    test("a second loop goes on where the first one left", async () => {
        const reader = textOf("1\n2\n3\n4");
        for await (const line of reader.lines()) {
            expect(line).toBe("1");
            break;
        }
        expect(await all(reader.lines())).toEqual(["2", "3", "4"]);
    });
    test("a line that never ends is an error and no memory hole", async () => {
        const piece = Buffer.alloc(LONGEST_LINE_BYTES / 2, "x");
        const reader = textOf("short\n", piece, piece, piece);
        const seen = [];
        const reading = (async () => {
            for await (const line of reader.lines())
                seen.push(line);
        })();
        await expect(reading).rejects.toBeInstanceOf(SandboxStreamTruncatedError);
        expect(seen).toEqual(["short"]);
    });
    test("of a terminal and of a log", async () => {
        const terminal = createStream();
        void terminal.writer.push(Buffer.from("x\r\ny"));
        terminal.writer.end();
        expect(await all(terminal.reader.lines())).toEqual(["x", "y"]);
        const log = createStream();
        void log.writer.push("one\n");
        void log.writer.push("two\n");
        log.writer.end();
        expect(await all(log.reader.lines())).toEqual(["one", "two"]);
    });
});
describe("bytes() and text()", () => {
    test("bytes are what was sent, text is what they mean", async () => {
        const broken = Uint8Array.of(0xff, 0x00, ...umlaut.subarray(0, 1));
        expect(Buffer.concat(await all(textOf(broken, umlaut).bytes()))).toEqual(Buffer.from([...broken, ...umlaut]));
        expect(await textOf(umlaut.subarray(0, 1), umlaut.subarray(1), Uint8Array.of(0xff)).text()).toBe("ü\uFFFD");
    });
    test("one stream is read in one way", async () => {
        const asText = textOf("abc");
        await all(asText);
        expect(() => asText.bytes()[Symbol.asyncIterator]()).toThrow(SandboxExecutionError);
        const asBytes = textOf("abc");
        expect(await asBytes.text()).toBe("abc");
        expect(() => asBytes[Symbol.asyncIterator]()).toThrow(/being read as bytes/);
    });
    test("an error of the stream is thrown at its place, in every view", async () => {
        const broken = () => {
            const { reader, writer } = createTextStream();
            void writer.push(Buffer.from("a\nb"));
            writer.fail(new Error("cut"));
            return reader;
        };
        await expect(broken().text()).rejects.toThrow("cut");
        await expect(all(broken().lines())).rejects.toThrow("cut");
        await expect(all(broken().toReadableStream())).rejects.toThrow("cut");
    });
});
describe("web streams", () => {
    test("a readable one gives the bytes and takes them no faster than it is read", async () => {
        const { reader, writer } = createStream({ capacity: 1 });
        void writer.push(Buffer.from("a"));
        const second = writer.push(Buffer.from("b"));
        let hasPlace = false;
        void second?.then(() => (hasPlace = true));
        const web = reader.toReadableStream().getReader();
        await new Promise((resolve) => setImmediate(resolve));
        expect(hasPlace).toBe(false);
        expect(await web.read()).toMatchObject({ done: false, value: Buffer.from("a") });
        await second;
        writer.end();
        expect(await web.read()).toMatchObject({ value: Buffer.from("b") });
        expect((await web.read()).done).toBe(true);
    });
    test("cancelling one closes the reader", async () => {
        let closed = false;
        const { reader, writer } = createStream({ onClose: () => (closed = true) });
        await reader.toReadableStream().cancel();
        expect([closed, writer.closed]).toEqual([true, true]);
    });
});
//# sourceMappingURL=views.test.js.map