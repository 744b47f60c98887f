import { createHash } from "node:crypto";

import { FunctionSerializationError, type RemoteFunctionOptions, Serialization, Session } from "cwsandbox";
import { describe, expect, test } from "vitest";

import { peakMemoryBytes, resetPeakMemory } from "../support/memory.js";
import { useTestServer } from "../support/suite.js";

const server = useTestServer();

const { JSON: PLAIN, STRUCTURED } = Serialization;
/** What a call carries at most; there is always something beside an argument. */
const MOST_BYTES = 256 * 1024 * 1024;
const WAYS: readonly (readonly [name: string, options: RemoteFunctionOptions])[] = [
  ["over the call stream", {}],
  ["by files", { tempDir: "/var/tmp/calls" }],
];

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

describe.each(WAYS)("there and back, %s", (_way, way) => {
  test("ten megabytes of numbers, and views that share them", async () => {
    await using session = new Session();
    const numbers = Float64Array.from({ length: 1_250_000 }, (_, index) => index / 3);
    const same = session.function((value: readonly Float64Array[]) => value, {
      ...way,
      serialization: STRUCTURED,
    });
    const [whole, part] = await same.remote([numbers, numbers.subarray(100, 200)]);
    expect(hashOf(new Uint8Array(whole?.buffer ?? new ArrayBuffer(0)))).toBe(
      hashOf(new Uint8Array(numbers.buffer)),
    );
    expect(part?.buffer).toBe(whole?.buffer);
    expect(part?.at(0)).toBe(100 / 3);
  });

  test("a hundred thousand small objects", async () => {
    await using session = new Session();
    const items = Array.from({ length: 100_000 }, (_, id) => ({ id, name: `item ${id}` }));
    const same = session.function((value: typeof items) => value, { ...way, serialization: STRUCTURED });
    expect(await same.remote(items)).toStrictEqual(items);
  });

  test("a list nested a hundred thousand deep", async () => {
    await using session = new Session();
    let list: unknown[] = [];
    for (let depth = 1; depth < 100_000; depth += 1) list = [list];
    const same = session.function((value: unknown[]) => value, { ...way, serialization: STRUCTURED });
    let depth = 0;
    for (let at: unknown = await same.remote(list); Array.isArray(at); at = at[0]) depth += 1;
    expect(depth).toBe(100_000);
  });

  test("fifty megabytes of text in JSON mode", async () => {
    await using session = new Session();
    const text = "täxt\n".repeat(8_000_000);
    const same = session.function((value: string) => value, { ...way, serialization: PLAIN });
    expect((await same.remote(text)) === text).toBe(true);
  });

  test("a hundred megabytes of bytes, and the server never holds them", async () => {
    await using session = new Session();
    const bytes = Buffer.alloc(100e6, "a buffer ");
    const same = session.function((value: Buffer) => value, { ...way, serialization: STRUCTURED });
    await same.remote(Buffer.alloc(100_000));
    await resetPeakMemory(server.current.pid);
    const before = await peakMemoryBytes(server.current.pid);
    const received = await same.remote(bytes);
    expect(hashOf(received)).toBe(hashOf(bytes));
    expect((await peakMemoryBytes(server.current.pid)) - before).toBeLessThan(80e6);
  });

  test("more than a call carries is refused with both sizes, and the next call goes on", async () => {
    await using session = new Session();
    const sizeOf = session.function((value: Uint8Array) => value.length, {
      ...way,
      serialization: STRUCTURED,
    });
    const failure: unknown = await sizeOf
      .remote(new Uint8Array(MOST_BYTES))
      .result()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(FunctionSerializationError);
    expect(String(failure)).toMatch(/have 26843\d{4} bytes together, and a call carries at most 268435456/u);
    expect(await sizeOf.remote(new Uint8Array(10))).toBe(10);
  });
});
