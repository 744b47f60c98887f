import { Sandbox, Session } from "cwsandbox";
import { expect, test } from "vitest";

import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

function* numbers(count: number): Generator<[number]> {
  for (let n = 0; n < count; n += 1) yield [n];
}

test("mapStream runs every item in a sandbox of its own, in order and as completed", async () => {
  await using session = new Session();
  const square = session.function((n: number) => n * n);
  const ordered: number[] = [];
  for await (const value of square.mapStream(numbers(12), { concurrency: 4 })) ordered.push(value);
  expect(ordered).toEqual(Array.from({ length: 12 }, (_, n) => n * n));
  const completed: number[] = [];
  for await (const value of square.mapStream(numbers(6), { concurrency: 3, ordered: false })) {
    completed.push(value);
  }
  expect(completed.toSorted((a, b) => a - b)).toEqual([0, 1, 4, 9, 16, 25]);
  expect(session.sandboxCount).toBe(0);
});

test("mapStream with failing items, and progress", async () => {
  await using session = new Session();
  const check = session.function((n: number) => {
    if (n === 1) throw new RangeError("one");
    return n;
  });
  const progress: number[] = [];
  const values: unknown[] = [];
  const stream = check.mapStream([[0], [1], [2]], {
    onError: ({ error, index }) => `${index}: ${String(error).split("\n")[0]}`,
    onProgress: ({ completed, failed }) => progress.push(completed + failed),
  });
  for await (const value of stream) values.push(value);
  expect(values[1]).toContain("1: SandboxExecutionError");
  expect([values[0], values[2]]).toEqual([0, 2]);
  expect(progress.at(-1)).toBe(3);
});

test("leaving mapStream in the middle ends the sandboxes of all its calls", async () => {
  const tag = uniqueTag("stream");
  await using session = new Session({ tags: [tag] });
  const slow = session.function(async (n: number) => {
    if (n > 0) await new Promise((resolve) => setTimeout(resolve, 600_000));
    return n;
  });
  for await (const value of slow.mapStream(numbers(100), { concurrency: 4 })) {
    expect(value).toBe(0);
    break;
  }
  // They are cleared away behind the answer.
  await expect.poll(() => Sandbox.list({ tags: [tag] })).toEqual([]);
});
