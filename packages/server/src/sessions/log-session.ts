import type { LogPiece } from "./log-pieces.js";

/** A piece with its place in the session. */
export interface PlacedPiece extends LogPiece {
  /** Offset after its last byte; the first byte of the session has offset 0. */
  readonly endOffset: number;
}

/** Why a session cannot go on from an offset. */
export type ResumeProblem = "gap" | "beyond-end";

/**
 * A log that several calls may read, one after the other. It remembers what it gave last, so that a client
 * whose connection broke goes on where it was.
 */
export interface LogSession {
  /** The piece that begins at the offset; undefined at the end of the log. */
  pieceAt(offset: number): Promise<PlacedPiece | undefined>;
  /** Undefined when a reader may go on from there. */
  problemAt(offset: number): ResumeProblem | undefined;
}

/** @param rememberedBytes How much of what was given is kept; must cover what can be on its way. */
export function createLogSession(pieces: AsyncIterator<LogPiece>, rememberedBytes: number): LogSession {
  const kept: PlacedPiece[] = [];
  const place = { startOffset: 0, endOffset: 0, ended: false };
  let reading: Promise<void> | undefined;

  const readOne = async (): Promise<void> => {
    const next = await pieces.next();
    if (next.done === true) {
      place.ended = true;
      return;
    }
    place.endOffset += next.value.data.byteLength;
    kept.push({ ...next.value, endOffset: place.endOffset });
    while (place.endOffset - place.startOffset > rememberedBytes && kept.length > 1) {
      place.startOffset = kept.shift()?.endOffset ?? place.startOffset;
    }
  };

  return {
    problemAt(offset) {
      if (offset > place.endOffset) return "beyond-end";
      return offset < place.startOffset ? "gap" : undefined;
    },
    async pieceAt(offset) {
      while (offset >= place.endOffset && !place.ended) {
        // Two readers that both wait must not take two pieces.
        reading ??= readOne().finally(() => {
          reading = undefined;
        });
        await reading;
      }
      return offset < place.startOffset ? undefined : from(kept, offset);
    },
  };
}

function from(kept: readonly PlacedPiece[], offset: number): PlacedPiece | undefined {
  const index = firstEndingAfter(kept, offset);
  const piece = kept[index];
  if (piece === undefined) return undefined;
  const missing = piece.endOffset - offset;
  return missing >= piece.data.byteLength
    ? piece
    : { ...piece, data: piece.data.subarray(piece.data.byteLength - missing) };
}

function firstEndingAfter(kept: readonly PlacedPiece[], offset: number): number {
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((kept[middle]?.endOffset ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
