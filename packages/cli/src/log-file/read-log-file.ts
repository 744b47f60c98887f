import { on } from "node:events";
import { watch } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

/** Which part of a file to read. */
export interface LogFilePart {
  /** Only so many lines from the end; infinity for all. */
  readonly lineCount: number;
  /** Goes on with what is appended until it aborts; without it reading ends at the end of the file. */
  readonly followUntil?: AbortSignal | undefined;
}

const PIECE_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;

/** The bytes of a file that another program appends to. */
export async function* readLogFile(
  path: string,
  { lineCount, followUntil }: LogFilePart,
): AsyncGenerator<Uint8Array, void> {
  await using file = await open(path);
  if (followUntil === undefined) {
    yield* readFrom(file, await findLastLines(file, lineCount));
    return;
  }
  const watcher = watch(path);
  try {
    // Changes are collected before the file is read: nothing that is appended in between can be missed.
    const changes = on(watcher, "change", { signal: followUntil });
    let position = await findLastLines(file, lineCount);
    do {
      for await (const piece of readFrom(file, position)) {
        position += piece.length;
        yield piece;
      }
    } while ((await changes.next()).done !== true);
  } finally {
    watcher.close();
  }
}

async function* readFrom(file: FileHandle, start: number): AsyncGenerator<Uint8Array, void> {
  for (let position = start; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Where the last lines begin, found from the end so that a large file is not read for a few of them. */
async function findLastLines(file: FileHandle, lineCount: number): Promise<number> {
  if (lineCount === Number.POSITIVE_INFINITY) return 0;
  const { size } = await file.stat();
  if (lineCount === 0) return size;
  let missing = lineCount;
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - PIECE_BYTES);
    const { buffer } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    for (let index = buffer.length - 1; index >= 0; index -= 1) {
      // The line feed at the very end closes the last line and begins none.
      if (buffer[index] !== LINE_FEED || start + index === size - 1) continue;
      missing -= 1;
      if (missing === 0) return start + index + 1;
    }
    end = start;
  }
  return 0;
}
