import type { LogRecord } from "@cwsandbox/engine";
import { describe, expect, test } from "vitest";
import { formatLog, type LogPiece } from "./log-pieces.js";

const TIME = new Date("2026-01-02T03:04:05.678Z");

async function pieces(data: readonly Uint8Array[], timestamps = false): Promise<LogPiece[]> {
  const records = (async function* (): AsyncGenerator<LogRecord> {
    for (const piece of data) yield { time: TIME, data: piece };
  })();
  const all: LogPiece[] = [];
  for await (const piece of formatLog(records, timestamps)) all.push(piece);
  return all;
}

function texts(all: readonly LogPiece[]): string[] {
  return all.map(({ data }) => new TextDecoder("utf-8", { fatal: true }).decode(data));
}

describe("log pieces", () => {
  test("lines stay as they are", async () => {
    expect(texts(await pieces([Buffer.from("a\n"), Buffer.from("b")]))).toEqual(["a\n", "b"]);
  });

  test("D4 only the beginning of a line gets a time", async () => {
    const all = texts(await pieces([Buffer.from("a"), Buffer.from("b\n"), Buffer.from("c\n")], true));
    expect(all.join("")).toBe("2026-01-02T03:04:05.678Z ab\n2026-01-02T03:04:05.678Z c\n");
  });

  test("a character split over two records, byte by byte, stays whole", async () => {
    const text = "aé€😀z\n";
    const bytes = Buffer.from(text);
    const all = texts(await pieces(Array.from(bytes, (byte) => Uint8Array.of(byte))));
    expect(all.join("")).toBe(text);
  });

  test("a long line is cut into frames, never inside a character", async () => {
    const text = `${"x€😀".repeat(40_000)}\n`;
    const all = await pieces([Buffer.from(text)]);
    expect(all.every(({ data }) => data.byteLength <= 64 * 1024)).toBe(true);
    expect(texts(all).join("")).toBe(text);
  });

  test("bytes that are no text arrive unchanged", async () => {
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_value, index) => (index * 7) % 256));
    const all = await pieces([bytes.subarray(0, 333), bytes.subarray(333), Uint8Array.of(0xf0)]);
    expect(Buffer.concat(all.map(({ data }) => data)).equals(Buffer.concat([bytes, Buffer.of(0xf0)]))).toBe(
      true,
    );
  });
});
