import { expect, test } from "vitest";
import { ext, v1 } from "./index.js";
import { takeWriter } from "./reused-writer.js";

const MIB = 1024 * 1024;

test("the bytes of a message stay as they are when the next ones are encoded", () => {
  const sizes = [3, 70_000, 0, 2 * MIB, 5, MIB, 1];
  const encoded = sizes.map((size) => ext.PackFilesResponse.encode({ chunk: filled(size) }).finish());
  for (const [index, bytes] of encoded.entries()) {
    const { chunk } = ext.PackFilesResponse.decode(bytes);
    expect(Buffer.compare(chunk, filled(sizes[index] ?? -1))).toBe(0);
  }
});

test("messages that are encoded at the same time do not meet", () => {
  const outer = takeWriter().uint32(10);
  const inner = takeWriter().uint32(20).fork();
  const last = takeWriter().uint32(30);
  expect([...inner.uint32(21).join().finish()]).toEqual([20, 1, 21]);
  expect([...last.finish()]).toEqual([30]);
  expect([...outer.uint32(11).finish()]).toEqual([10, 11]);
});

test("a message that cannot be encoded leaves nothing to the next", () => {
  const refused = v1.ExecStreamRequest.create({
    message: { $case: "resize", value: { width: 80, height: -1 } },
  });
  expect(() => v1.ExecStreamRequest.encode(refused)).toThrow(/uint32/);
  expect([...ext.PackFilesResponse.encode({ chunk: Uint8Array.of(7) }).finish()]).toEqual([10, 1, 7]);
});

function filled(size: number): Uint8Array {
  return new Uint8Array(size).fill(size % 251);
}
