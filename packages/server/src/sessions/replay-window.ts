import type { LogPiece } from "./log-pieces.js";

/** A piece with its place in the session. */
export interface PlacedPiece extends LogPiece {
  /** Offset after its last byte; the first byte of the session has offset 0. */
  readonly endOffset: number;
}

/** The last part of what a log session gave. */
export interface ReplayWindow {
  readonly startOffset: () => number;
  readonly endOffset: () => number;
  add(piece: LogPiece): void;
  /** The bytes from the offset to the end of the piece they are in; undefined at the end. */
  pieceAt(offset: number): PlacedPiece | undefined;
}

/** Short lines cost more in bookkeeping than in bytes. */
const MAX_PIECES = 50_000;

/** @param maxBytes How much is kept; the oldest pieces go first. */
export function createReplayWindow(maxBytes: number): ReplayWindow {
  let pieces: PlacedPiece[] = [];
  /** Index of the oldest piece; those before it are thrown away now and then, all at once. */
  let head = 0;
  let startOffset = 0;
  let endOffset = 0;

  const dropOldest = (): void => {
    startOffset = pieces[head]?.endOffset ?? startOffset;
    head += 1;
    if (head > MAX_PIECES) {
      pieces = pieces.slice(head);
      head = 0;
    }
  };

  return {
    startOffset: () => startOffset,
    endOffset: () => endOffset,
    add(piece) {
      endOffset += piece.data.byteLength;
      pieces.push({ ...piece, endOffset });
      while (pieces.length - head > 1 && tooMuch()) dropOldest();
    },
    pieceAt(offset) {
      const piece = pieces[firstEndingAfter(pieces, head, offset)];
      return piece === undefined ? undefined : tail(piece, offset);
    },
  };

  function tooMuch(): boolean {
    return endOffset - startOffset > maxBytes || pieces.length - head > MAX_PIECES;
  }
}

function tail(piece: PlacedPiece, offset: number): PlacedPiece {
  const missingBytes = piece.endOffset - offset;
  const { byteLength } = piece.data;
  return missingBytes >= byteLength
    ? piece
    : { ...piece, data: piece.data.subarray(byteLength - missingBytes) };
}

function firstEndingAfter(pieces: readonly PlacedPiece[], head: number, offset: number): number {
  let low = head;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.endOffset ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
