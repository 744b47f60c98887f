import { ext, FIRST_CALLS, MAX_CALL_PAYLOAD_BYTES } from "@cwsandbox/wire";
import { describe, expect, test } from "vitest";

import { IncomingCalls } from "./incoming-calls.js";

function start(payloadBytes: number, payload: Uint8Array = new Uint8Array(payloadBytes)) {
  const value = ext.StartCall.create({ payloadBytes: BigInt(payloadBytes), payload });
  return { $case: "start", value } as const;
}
const piece = (sizeBytes: number) => ({ $case: "payload", value: new Uint8Array(sizeBytes) }) as const;

describe("incoming calls", () => {
  test("a call is whole when all of its payload has come", () => {
    const calls = new IncomingCalls();
    expect(calls.take(1, start(4, new Uint8Array(1)))).toBeUndefined();
    expect(calls.take(1, piece(2))).toBeUndefined();
    const whole = calls.take(1, piece(1));
    expect(whole?.payload.map(({ length }) => length)).toEqual([1, 2, 1]);
    expect(calls.take(2, start(3))?.callId).toBe(2);
  });

  test.each([
    [
      "a piece that is too large",
      [
        [1, start(2, new Uint8Array(1))],
        [1, piece(2)],
      ],
    ],
    [
      "a piece of another call",
      [
        [1, start(2, new Uint8Array(1))],
        [2, piece(1)],
      ],
    ],
    [
      "a call inside another one",
      [
        [1, start(2, new Uint8Array(1))],
        [2, start(0)],
      ],
    ],
    [
      "an id that was used",
      [
        [1, start(0)],
        [1, start(0)],
      ],
    ],
    ["a payload that nobody can hold", [[1, start(MAX_CALL_PAYLOAD_BYTES + 1, new Uint8Array(1))]]],
    ["a piece without a call", [[1, piece(1)]]],
  ] as const)("%s is refused", (_what, messages) => {
    const calls = new IncomingCalls();
    expect(() => {
      for (const [callId, message] of messages) calls.take(callId, message);
    }).toThrow(/not valid/);
  });

  test("more calls than were granted are refused", () => {
    const calls = new IncomingCalls();
    for (let callId = 1; callId <= FIRST_CALLS; callId += 1) calls.take(callId, start(0));
    expect(() => calls.take(FIRST_CALLS + 1, start(0))).toThrow(/granted/);
    calls.grant(1);
    expect(calls.take(FIRST_CALLS + 1, start(0))?.callId).toBe(FIRST_CALLS + 1);
  });
});
