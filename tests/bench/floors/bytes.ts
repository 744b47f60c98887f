import { spawn } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { measure } from "../measure.js";
import { summarise } from "../statistics.js";

const ROUNDS = 3;
const PIECE = new Uint8Array(1024 * 1024).fill(120);

/** What is written and read as one file. */
export const FILE_BYTES = 256 * PIECE.length;
/** What a command prints. */
export const OUTPUT_BYTES = 512 * 1024 * 1024;

/** The bytes of a file, in pieces. */
export function* pieces(): Generator<Uint8Array, void> {
  for (let sent = 0; sent < FILE_BYTES; sent += PIECE.length) yield PIECE;
}

export function readPipeRate(): Promise<number> {
  return rateOf(OUTPUT_BYTES, async () => {
    const child = spawn("head", ["-c", String(OUTPUT_BYTES), "/dev/zero"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await drain(child.stdout);
  });
}

export function writeFileRate(): Promise<number> {
  return inDirectory((file) =>
    rateOf(FILE_BYTES, () => pipeline(Readable.from(pieces()), createWriteStream(file))),
  );
}

export function readFileRate(): Promise<number> {
  return inDirectory(async (file) => {
    await writeFile(file, pieces());
    return rateOf(FILE_BYTES, () => drain(createReadStream(file)));
  });
}

async function drain(source: AsyncIterable<Uint8Array>): Promise<void> {
  let received = 0;
  for await (const piece of source) received += piece.length;
  if (received === 0) throw new Error("nothing came");
}

/** Megabytes per second, the median of a few rounds. */
async function rateOf(sizeBytes: number, work: () => Promise<void>): Promise<number> {
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rates.push(sizeBytes / 1000 / (await measure(work)));
  return summarise(rates, "higher").p50;
}

async function inDirectory(work: (file: string) => Promise<number>): Promise<number> {
  const directory = await mkdtemp(path.join(tmpdir(), "cwsandbox-bench-"));
  try {
    return await work(path.join(directory, "file"));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
