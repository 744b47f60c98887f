import { FIRST_PAYLOAD_BYTES } from "@cwsandbox/wire";
import { expect, test } from "vitest";
import { OutgoingPayload } from "./outgoing-payload.js";

const LARGE_BYTES = 256 * 1024;

/** Numbers that tell every place from its neighbours. */
function counted(sizes: readonly number[]): Buffer[] {
  let next = 0;
  return sizes.map((size) => Buffer.from(Array.from({ length: size }, () => (next += 7) % 251)));
}

function piecesOf(payload: OutgoingPayload): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let piece = payload.next(); piece.length > 0; piece = payload.next()) pieces.push(piece);
  return pieces;
}

test("everything arrives in order, small parts together and large ones by themselves", () => {
  const parts = counted([10, 0, 20, LARGE_BYTES, LARGE_BYTES, 5, 6]);
  const payload = new OutgoingPayload(parts);
  payload.allow(parts.reduce((sum, { length }) => sum + length, 0));
  const pieces = piecesOf(payload);
  expect(Buffer.concat(pieces).equals(Buffer.concat(parts))).toBe(true);
  expect(pieces.map(({ length }) => length)).toEqual([LARGE_BYTES + 30, LARGE_BYTES, 11]);
  expect(pieces[1]?.buffer).toBe(parts[4]?.buffer);
});

test("no more than the server has room for", () => {
  const parts = counted([FIRST_PAYLOAD_BYTES + 100]);
  const payload = new OutgoingPayload(parts);
  const first = Buffer.concat(piecesOf(payload));
  expect(first).toHaveLength(FIRST_PAYLOAD_BYTES);
  payload.allow(60);
  payload.allow(60);
  const rest = Buffer.concat(piecesOf(payload));
  expect(Buffer.concat([first, rest]).equals(Buffer.concat(parts))).toBe(true);
});

test("nothing at all", () => {
  expect(piecesOf(new OutgoingPayload([]))).toEqual([]);
  expect(piecesOf(new OutgoingPayload(counted([0, 0])))).toEqual([]);
});
