import { describe, expect, test, vi } from "vitest";
import { SandboxExecutionError, SandboxStreamTruncatedError } from "../errors/index.js";
import {
  createStream,
  createTextStream,
  LineSplitter,
  LONGEST_LINE_BYTES,
  type StreamReader,
} from "./index.js";

async function readAll<T extends object | string | number>(reader: StreamReader<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of reader) items.push(item);
  return items;
}

const SAMPLE = "grüße, 日本語, 👩‍👩‍👧 and ascii\n";

describe("StreamReader", () => {
  test("C3 reading late loses nothing, and a second loop yields nothing", async () => {
    const { reader, writer } = createStream<string>();
    for (const item of ["a", "b", "c"]) void writer.push(item);
    writer.end();
    expect(await readAll(reader)).toEqual(["a", "b", "c"]);
    expect(await readAll(reader)).toEqual([]);
  });

  test("delivers items that come while the reader waits", async () => {
    const { reader, writer } = createStream<number>();
    const reading = readAll(reader);
    for (const item of [1, 2, 3]) {
      void writer.push(item);
      await Promise.resolve();
    }
    writer.end();
    void writer.push(4);
    expect(await reading).toEqual([1, 2, 3]);
  });

  test("an error is thrown at its place and ends the iteration", async () => {
    const { reader, writer } = createStream<string>();
    void writer.push("before");
    writer.fail(new SandboxExecutionError("broken"));
    writer.fail(new Error("ignored"));
    const seen: string[] = [];
    await expect(
      (async () => {
        for await (const item of reader) seen.push(item);
      })(),
    ).rejects.toThrow("broken");
    expect(seen).toEqual(["before"]);
    expect(await readAll(reader)).toEqual([]);
  });

  test("close wakes a waiting consumer and cancels the producer once", async () => {
    const onClose = vi.fn();
    const { reader, writer } = createStream<string>({ onClose });
    const reading = readAll(reader);
    reader.close();
    reader.close();
    expect(await reading).toEqual([]);
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(writer.closed).toBe(true);
    expect(writer.push("late")).toBeUndefined();
  });

  test("close after the end cancels nothing", () => {
    const onClose = vi.fn();
    const { reader, writer } = createStream<string>({ onClose });
    writer.end();
    reader.close();
    expect(onClose).not.toHaveBeenCalled();
  });

  test("leaving a loop keeps the rest, unless the reader owns its producer", async () => {
    const output = createStream<string>();
    const onClose = vi.fn();
    const log = createStream<string>({ onClose, closeOnBreak: true });
    for (const { reader, writer } of [output, log]) {
      void writer.push("first");
      void writer.push("second");
      for await (const item of reader) {
        expect(item).toBe("first");
        break;
      }
      writer.end();
    }
    expect(await readAll(output.reader)).toEqual(["second"]);
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(await readAll(log.reader)).toEqual([]);
  });

  test("a loop that is left while it waits gives the piece to the next read", async () => {
    const { reader, writer } = createTextStream();
    const impatient = reader[Symbol.asyncIterator]();
    const waiting = impatient.next();
    await impatient.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    void writer.push(Buffer.from("one"));
    void writer.push(Buffer.from("two"));
    writer.end();
    expect(await readAll(reader)).toEqual(["one", "two"]);
  });

  test("so does a loop over lines or bytes; an error waits for the next read as well", async () => {
    const { reader, writer } = createTextStream();
    for (const view of [reader.lines(), reader.bytes()]) {
      const impatient = view[Symbol.asyncIterator]();
      const waiting = impatient.next();
      await impatient.return?.();
      await waiting;
    }
    void writer.push(Buffer.from("one\ntwo"));
    writer.fail(new Error("broken"));
    const lines = reader.lines()[Symbol.asyncIterator]();
    expect(await lines.next()).toEqual({ done: false, value: "one" });
    await expect(lines.next()).rejects.toThrow("broken");
    expect(await lines.next()).toEqual({ done: true, value: undefined });
  });

  test("a full buffer delays the sender until the reader has made room", async () => {
    const { reader, writer } = createStream<number>({ capacity: 2 });
    expect([writer.push(1), writer.push(2)]).toEqual([undefined, undefined]);
    let admitted = false;
    const delay = writer.push(3)?.then(() => {
      admitted = true;
    });
    await Promise.resolve();
    expect(admitted).toBe(false);
    const iterator = reader[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ done: false, value: 1 });
    await delay;
    expect(admitted).toBe(true);
  });

  test("closing releases a delayed sender", async () => {
    const { reader, writer } = createStream<number>({ capacity: 1 });
    void writer.push(1);
    const delay = writer.push(2);
    reader.close();
    await expect(delay).resolves.toBeUndefined();
  });

  test("a slow reader holds a fast sender to the capacity and gets everything", async () => {
    const { reader, writer } = createStream<number>({ capacity: 4 });
    let [sent, received, furthest] = [0, 0, 0];
    const sending = (async () => {
      for (; sent < 200; sent += 1) await writer.push(sent);
      writer.end();
    })();
    for await (const item of reader) {
      expect(item).toBe(received);
      received += 1;
      furthest = Math.max(furthest, sent - received);
      await new Promise(setImmediate);
    }
    await sending;
    expect(received).toBe(200);
    expect(furthest).toBeLessThanOrEqual(5);
  });
});

describe("text", () => {
  test("a character split over pieces of any size stays whole", async () => {
    const bytes = Buffer.from(SAMPLE);
    for (let size = 1; size <= 7; size += 1) {
      const { reader, writer } = createTextStream();
      for (let at = 0; at < bytes.length; at += size) void writer.push(bytes.subarray(at, at + size));
      writer.end();
      const pieces = await readAll(reader);
      expect(pieces.join("")).toBe(SAMPLE);
      expect(pieces).not.toContain("");
    }
  });

  test("A12 bytes that are no text become replacement characters, also a half one at the end", async () => {
    const { reader, writer } = createTextStream();
    void writer.push(Buffer.from([0x61, 0xff, 0x62]));
    void writer.push(Buffer.from([0xe6, 0x97]));
    writer.end();
    expect((await readAll(reader)).join("")).toBe("a\u{fffd}b\u{fffd}");
  });

  test("what is left is delivered before an error", async () => {
    const { reader, writer } = createTextStream();
    void writer.push(Buffer.from([0xe6]));
    writer.fail(new Error("cut"));
    const iterator = reader[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ done: false, value: "\u{fffd}" });
    await expect(iterator.next()).rejects.toThrow("cut");
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });
});

function split(bytes: Uint8Array, size: number): string[] {
  const splitter = new LineSplitter();
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += size) lines.push(...splitter.push(bytes.subarray(at, at + size)));
  return [...lines, ...splitter.end()];
}

describe("LineSplitter", () => {
  test("D1 D8 lines keep their newline, the last one has none, however the bytes are cut", () => {
    const expected = ["one\n", "\n", SAMPLE, "last"];
    const bytes = Buffer.from(expected.join(""));
    for (const size of [1, 2, 3, 5, 1000]) expect(split(bytes, size)).toEqual(expected);
  });

  test("an ended log gives nothing more", () => {
    expect(split(Buffer.from("a\n"), 10)).toEqual(["a\n"]);
    expect(split(new Uint8Array(), 1)).toEqual([]);
  });

  test("a line of exactly the limit is delivered, one above is refused after the lines before it", () => {
    const longest = Buffer.alloc(LONGEST_LINE_BYTES, "x");
    expect(split(Buffer.concat([longest, Buffer.from("\n")]), 65_536)).toHaveLength(1);
    const seen: string[] = [];
    const reading = (): void => {
      for (const line of new LineSplitter().push(Buffer.concat([Buffer.from("ok\n"), longest, longest]))) {
        seen.push(line);
      }
    };
    expect(reading).toThrow(SandboxStreamTruncatedError);
    expect(seen).toEqual(["ok\n"]);
  });
});
