import type { LogPiece } from "./log-pieces.js";
import { createReplayWindow, type PlacedPiece } from "./replay-window.js";

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
  const replay = createReplayWindow(rememberedBytes);
  const source = { ended: false };
  let reading: Promise<void> | undefined;

  const readOne = async (): Promise<void> => {
    const next = await pieces.next();
    if (next.done === true) source.ended = true;
    else replay.add(next.value);
  };

  return {
    problemAt(offset) {
      if (offset > replay.endOffset()) return "beyond-end";
      return offset < replay.startOffset() ? "gap" : undefined;
    },
    async pieceAt(offset) {
      while (offset >= replay.endOffset() && !source.ended) {
        // Two readers that both wait must not take two pieces.
        reading ??= readOne().finally(() => {
          reading = undefined;
        });
        await reading;
      }
      return replay.pieceAt(offset);
    },
  };
}
