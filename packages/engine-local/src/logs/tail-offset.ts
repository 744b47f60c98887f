import type { FileHandle } from "node:fs/promises";

import { endsLine } from "./raw-line.js";

const BLOCK_SIZE_BYTES = 65_536;
const NEWLINE = 0x0a;

/**
 * Where to begin reading to get at least this many of the last lines, found from the end. It is
 * the start of a line; the reader drops what is more than wanted.
 */
export async function findTailOffset(
  file: FileHandle,
  sizeBytes: number,
  tailLines: number,
): Promise<number> {
  let counted = 0;
  let blockEnd = sizeBytes;
  let carried: Buffer = Buffer.alloc(0);
  while (blockEnd > 0) {
    const blockStart = Math.max(0, blockEnd - BLOCK_SIZE_BYTES);
    const block = Buffer.alloc(blockEnd - blockStart);
    await file.read(block, 0, block.byteLength, blockStart);
    const data = Buffer.concat([block, carried]);
    let lineEnd = data.byteLength;
    for (let position = lineEnd - 2; position >= 0; position -= 1) {
      if (data[position] === NEWLINE) {
        counted += endsLine(data.subarray(position + 1, lineEnd)) ? 1 : 0;
        if (counted > tailLines) {
          return blockStart + lineEnd;
        }
        lineEnd = position + 1;
      }
    }
    carried = data.subarray(0, lineEnd);
    blockEnd = blockStart;
  }
  return 0;
}
