import { ext, FIRST_CALLS, FIRST_PAYLOAD_BYTES, MAX_CALL_PAYLOAD_BYTES } from "@cwsandbox/wire";
import { describe, expect, test } from "vitest";

import { IncomingCalls } from "./incoming-calls.js";
import type { IncomingPayload } from "./incoming-payload.js";

const bytes = (sizeBytes: number) => new Uint8Array(sizeBytes);
const noMore = (): never => {
  throw new Error("nothing is to be asked for");
};

function start(payloadBytes: number, payload = bytes(Math.min(payloadBytes, FIRST_PAYLOAD_BYTES))) {
  return ext.StartCall.create({ payloadBytes: BigInt(payloadBytes), payload });
}

async function sizesOf(payload: IncomingPayload): Promise<number[]> {
  const sizes: number[] = [];
  for await (const { length } of payload.pieces) sizes.push(length);
  return sizes;
}

describe("incoming calls", () => {
  test("a small payload comes as it was cut, and nothing is asked for", async () => {
    const calls = new IncomingCalls(noMore);
    const { payload } = calls.start(1, start(4, bytes(1)));
    calls.append(1, bytes(2));
    const sizes = sizesOf(payload);
    calls.append(1, bytes(1));
    expect(await sizes).toEqual([1, 2, 1]);
    expect(calls.start(2, start(3)).callId).toBe(2);
  });

  test("of a large payload there is asked for as much as has room", async () => {
    const sizeBytes = 40 * FIRST_PAYLOAD_BYTES;
    let onItsWay = 0;
    let most = 0;
    const calls = new IncomingCalls((callId, wanted) => {
      onItsWay += wanted;
      most = Math.max(most, onItsWay);
      setImmediate(() => {
        onItsWay -= wanted;
        calls.append(callId, bytes(wanted));
      });
    });
    const sizes = await sizesOf(calls.start(1, start(sizeBytes)).payload);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(sizeBytes);
    expect(most).toBeLessThanOrEqual(4 * FIRST_PAYLOAD_BYTES);
  });

  test("the payload of a call that has ended ends, and what still comes of it is dropped", async () => {
    const calls = new IncomingCalls(noMore);
    const { payload } = calls.start(1, start(4, bytes(1)));
    const sizes = sizesOf(payload);
    calls.end(1);
    calls.append(1, bytes(3));
    expect(await sizes).toEqual([1]);
  });

  test.each<[string, (calls: IncomingCalls) => void]>([
    [
      "a piece that is too large",
      (calls) => {
        calls.start(1, start(2, bytes(1)));
        calls.append(1, bytes(2));
      },
    ],
    ["a beginning that is too large", (calls) => calls.start(1, start(2, bytes(3)))],
    [
      "more than was asked for",
      (calls) => {
        calls.start(1, start(2 * FIRST_PAYLOAD_BYTES));
        calls.append(1, bytes(1));
      },
    ],
    [
      "a piece of a call that was not started",
      (calls) => {
        calls.start(1, start(2, bytes(1)));
        calls.append(2, bytes(1));
      },
    ],
    [
      "an id that was used",
      (calls) => {
        calls.start(1, start(0));
        calls.start(1, start(0));
      },
    ],
    ["a payload that nobody can hold", (calls) => calls.start(1, start(MAX_CALL_PAYLOAD_BYTES + 1))],
  ])("%s is refused", (_what, act) => {
    const calls = new IncomingCalls(noMore);
    expect(() => {
      act(calls);
    }).toThrow(/not valid/);
  });

  test("more calls than were granted are refused", () => {
    const calls = new IncomingCalls(noMore);
    for (let callId = 1; callId <= FIRST_CALLS; callId += 1) calls.start(callId, start(0));
    expect(() => calls.start(FIRST_CALLS + 1, start(0))).toThrow(/granted/);
    calls.grant(1);
    expect(calls.start(FIRST_CALLS + 1, start(0)).callId).toBe(FIRST_CALLS + 1);
  });
});
