import { expect, test } from "vitest";

import { createChannelReader } from "./channel-reader.js";
import type { ChannelEvent } from "./channel-reader.js";

function read(chunks: readonly Buffer[]): { events: ChannelEvent[]; result: string } {
  const events: ChannelEvent[] = [];
  const feed = createChannelReader((event) => void events.push(event));
  for (const chunk of chunks) feed(chunk);
  const pieces = events.flatMap((event) => (event.kind === "result" ? [event.data] : []));
  return { events, result: Buffer.concat(pieces).toString() };
}

const length = Buffer.from([0, 0, 0, 5]);
const whole = Buffer.concat([
  Buffer.from("rR"),
  length,
  Buffer.from("hello"),
  Buffer.from("X"),
  Buffer.from([7]),
]);

test("a result and an exit code arrive whole, however they are cut", () => {
  for (let first = 0; first <= whole.length; first += 1) {
    for (let second = first; second <= whole.length; second += 1) {
      const { events, result } = read([
        whole.subarray(0, first),
        whole.subarray(first, second),
        whole.subarray(second),
      ]);
      expect(result).toBe("hello");
      expect(events[0]).toEqual({ kind: "ready" });
      expect(events.at(-1)).toEqual({ kind: "exit", exitCode: 7 });
      expect(events.filter((event) => event.kind === "result" && event.isLast)).toHaveLength(1);
    }
  }
});

test("a cut-off result is never the last piece", () => {
  const { events } = read([whole.subarray(0, 8)]);
  expect(events.some((event) => event.kind === "result" && event.isLast)).toBe(false);
});

test.each([
  ["something else", Buffer.from("hello")],
  ["a second result", Buffer.concat([whole.subarray(1, 11), whole.subarray(1, 11)])],
])("%s is malformed, and nothing is read after it", (_what, bytes) => {
  const { events } = read([bytes, Buffer.from("X\0")]);
  expect(events.at(-1)).toEqual({ kind: "malformed" });
});

test("nothing counts after the exit", () => {
  const { events } = read([whole, whole]);
  expect(events.filter(({ kind }) => kind === "exit")).toHaveLength(1);
});
