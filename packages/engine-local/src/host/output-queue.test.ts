import { describe, expect, test } from "vitest";

import { createOutputQueue } from "./output-queue.js";

function source(): { calls: string[]; pause: () => void; resume: () => void } {
  const calls: string[] = [];
  return { calls, pause: () => calls.push("pause"), resume: () => calls.push("resume") };
}

const chunk = (text: string): { stream: "stdout"; data: Buffer } => ({
  stream: "stdout",
  data: Buffer.from(text),
});

describe("createOutputQueue", () => {
  test("gives everything in order, also what came before the reader", async () => {
    const queue = createOutputQueue([source()]);
    queue.push(chunk("a"));
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { data } of queue.read()) seen.push(Buffer.from(data).toString());
    })();
    queue.push(chunk("b"));
    await Promise.resolve();
    queue.push(chunk("c"));
    queue.end();
    await reading;
    expect(seen).toEqual(["a", "b", "c"]);
  });

  test("stops the sources when too much waits, again after somebody else has resumed them", async () => {
    const from = source();
    const queue = createOutputQueue([from], 4);
    queue.push(chunk("abc"));
    expect(from.calls).toEqual([]);
    queue.push(chunk("def"));
    queue.push(chunk("ghi"));
    expect(from.calls).toEqual(["pause", "pause"]);
    const reader = queue.read();
    await reader.next();
    expect(from.calls).toHaveLength(2);
    await reader.next();
    await reader.next();
    expect(from.calls).toEqual(["pause", "pause", "resume"]);
  });

  test("a reader that leaves holds nobody up", async () => {
    const from = source();
    const queue = createOutputQueue([from], 2);
    queue.push(chunk("abc"));
    for await (const _ of queue.read()) break;
    queue.push(chunk("abc"));
    queue.push(chunk("abc"));
    expect(from.calls.at(-1)).toBe("resume");
  });
});
