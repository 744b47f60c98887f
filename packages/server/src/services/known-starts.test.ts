import { ext } from "@cwsandbox/wire";
import { expect, test } from "vitest";

import { rememberStarts } from "./known-starts.js";

const start = (fields: ext.DeepPartial<ext.StartCall>): ext.StartCall => ext.StartCall.create(fields);
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

function counting() {
  let reads = 0;
  return { starts: rememberStarts(() => (reads += 1)), reads: () => reads };
}

test("the same description is read once, whatever the payload", () => {
  const { starts, reads } = counting();
  const first = starts(start({ request: bytes(1, 2), options: bytes(3), payload: bytes(4) }));
  expect(starts(start({ request: bytes(1, 2), options: bytes(3), payload: bytes(5) }))).toBe(first);
  expect(reads()).toBe(1);
});

test.each<[string, ext.DeepPartial<ext.StartCall>]>([
  ["another request", { request: bytes(1, 9), options: bytes(3) }],
  ["other options", { request: bytes(1, 2), options: bytes(9) }],
  ["the same bytes in other places", { request: bytes(1), options: bytes(2, 3) }],
  ["another language", { request: bytes(1, 2), options: bytes(3), language: 2 }],
])("%s is read anew", (_what, other) => {
  const { starts, reads } = counting();
  starts(start({ request: bytes(1, 2), options: bytes(3) }));
  starts(start(other));
  expect(reads()).toBe(2);
});

test("large ones are not kept, and of many only the last", () => {
  const { starts, reads } = counting();
  const large = start({ request: new Uint8Array(64 * 1024) });
  starts(large);
  starts(large);
  expect(reads()).toBe(2);
  for (let round = 0; round < 2; round += 1) {
    for (let kind = 0; kind < 40; kind += 1) starts(start({ request: bytes(kind) }));
  }
  expect(reads()).toBe(82);
});

test("what is refused is refused again", () => {
  const starts = rememberStarts(() => {
    throw new Error("refused");
  });
  expect(() => starts(start({}))).toThrow("refused");
  expect(() => starts(start({}))).toThrow("refused");
});
