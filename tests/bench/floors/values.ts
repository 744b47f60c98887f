import { once } from "node:events";
import type { Readable } from "node:stream";
import v8 from "node:v8";

import { repeat } from "../measure.js";
import { summarise } from "../statistics.js";
import { withChild } from "./child.js";
import { sandboxNode } from "./processes.js";

const ROUNDS = 5;
const ARRAY_BYTES = 10e6;
const BUFFER_BYTES = 100e6;
const TEXT_BYTES = 50e6;
const OBJECTS = 100_000;
const DEPTH = 100_000;

interface SmallObject {
  readonly id: number;
  readonly name: string;
  readonly isEven: boolean;
}

/** A list whose only item is such a list, and so on; the innermost is empty. */
type DeepList = readonly DeepList[];

export function makeFloat64Array(): Float64Array {
  return Float64Array.from({ length: ARRAY_BYTES / 8 }, (_, index) => index / 3);
}

export function makeSmallObjects(): SmallObject[] {
  return Array.from({ length: OBJECTS }, (_, id) => ({ id, name: `item ${id}`, isEven: id % 2 === 0 }));
}

export function makeDeepList(): DeepList {
  let list: DeepList = [];
  for (let depth = 1; depth < DEPTH; depth += 1) list = [list];
  return list;
}

export function makeBuffer(): Buffer {
  return Buffer.alloc(BUFFER_BYTES, "a buffer ");
}

export function makeText(): string {
  return "text ".repeat(TEXT_BYTES / 5);
}

/** The language's own serialiser does not go so deep, so the lists stand side by side. */
function makeFlatLists(): unknown {
  return Array.from({ length: DEPTH }, () => []);
}

export const float64ArrayTrip = (): Promise<number> => medianTrip(makeFloat64Array());
export const smallObjectsTrip = (): Promise<number> => medianTrip(makeSmallObjects());
export const flatListsTrip = (): Promise<number> => medianTrip(makeFlatLists());
export const bufferTrip = (): Promise<number> => medianTrip(makeBuffer());
export const textTrip = (): Promise<number> => medianTrip(makeText());

/** Reads one value from its standard input and writes it to its standard output, again and again. */
const ECHO = `
  const { readSync, writeSync } = require("node:fs");
  const v8 = require("node:v8");
  const read = (bytes) => {
    for (let at = 0; at < bytes.length;) {
      const count = readSync(0, bytes, at, bytes.length - at);
      if (count === 0) process.exit();
      at += count;
    }
    return bytes;
  };
  const write = (bytes) => {
    for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at);
  };
  const length = Buffer.alloc(4);
  for (;;) {
    const answer = v8.serialize(v8.deserialize(read(Buffer.allocUnsafe(read(length).readUInt32BE()))));
    length.writeUInt32BE(answer.length);
    write(length);
    write(answer);
  }
`;

/** Milliseconds for a value to a bare Node and back, by the language's own serialiser over pipes. */
function medianTrip(value: unknown): Promise<number> {
  return withChild(sandboxNode(), ["-e", ECHO], async ({ stdin, stdout }) => {
    const trip = async (): Promise<void> => {
      const bytes = v8.serialize(value);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      stdin.write(length);
      stdin.write(bytes);
      const answer = await readBytes(stdout, length.length);
      v8.deserialize(await readBytes(stdout, answer.readUInt32BE()));
    };
    const { samples } = await repeat({ rounds: ROUNDS }, trip);
    return summarise(samples).p50;
  });
}

async function readBytes(source: Readable, sizeBytes: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(sizeBytes);
  for (let offset = 0; offset < sizeBytes;) {
    const piece: unknown = source.read(Math.min(source.readableLength, sizeBytes - offset) || 1);
    if (piece instanceof Buffer) offset += piece.copy(bytes, offset);
    else await once(source, "readable");
  }
  return bytes;
}
