import { expect, test } from "vitest";
import { captureCall } from "./capture-call.js";
import { type CallRequest, createRemoteCalls } from "./remote-calls.js";

/** Remote calls that only tell what they were made with. */
function recordedCalls() {
  const requests: CallRequest<[number]>[] = [];
  const prepare = (request: CallRequest<[number]>) => {
    requests.push(request);
    return async (): Promise<void> => {};
  };
  return { requests, calls: createRemoteCalls<[number], void>(prepare, {}) };
}

test("calls of one map begin at one moment, after all items were made; others each at their own", () => {
  const { requests, calls } = recordedCalls();
  let made = 0;
  const madeBefore: number[] = [];
  function* items(): Generator<[number]> {
    for (made = 1; made <= 3; made += 1) {
      madeBefore.push(requests.length);
      yield [made];
    }
  }
  expect(calls.map(items())).toHaveLength(3);
  expect(madeBefore).toEqual([0, 0, 0]);
  void calls.remote(4);
  void calls(5);
  expect(requests.map(({ args }) => args[0])).toEqual([1, 2, 3, 4, 5]);
  expect(new Set(requests.slice(0, 3).map(({ moment }) => moment)).size).toBe(1);
  expect(new Set(requests.map(({ moment }) => moment)).size).toBe(3);
});

test("a function is captured once for all calls of a moment, and holds what it held then", () => {
  let base = 1;
  const add = (x: number): number => base + x;
  const target = { fn: add, name: "add", options: {} };
  const moment = {};
  const first = captureCall(target, { args: [1], receiver: undefined, moment });
  base = 2;
  const second = captureCall(target, { args: [2], receiver: undefined, moment });
  expect(second.capture).toBe(first.capture);
  expect([first.args, second.args]).toEqual([expect.stringContaining("[1]"), expect.stringContaining("[2]")]);
  const later = captureCall(target, { args: [2], receiver: undefined, moment: {} });
  expect(JSON.stringify(later.capture.graph)).toContain('["base",2]');
});
