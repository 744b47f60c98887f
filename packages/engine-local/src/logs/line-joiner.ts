import type { LogRecord, OutputStream } from "@cwsandbox/engine";

import type { RawLine } from "./raw-line.js";

const NEWLINE = Buffer.from("\n");
/** A line longer than this comes in pieces, so that no output can fill the memory. */
export const LONGEST_RECORD_BYTES = 65_536;

interface OpenLine {
  readonly time: Date;
  readonly pieces: Buffer[];
  sizeBytes: number;
}

/** Joins the pieces that the supervisor wrote into the lines that the process wrote, per stream. */
export interface LineJoiner {
  /** The record that this line completes, if it completes one. */
  readonly push: (line: RawLine) => LogRecord | undefined;
  /** What is left at the end: last lines without a newline, oldest first. */
  readonly flush: () => readonly LogRecord[];
}

/** Creates a joiner that has seen nothing yet. */
export function createLineJoiner(): LineJoiner {
  const open = new Map<OutputStream, OpenLine>();
  return {
    push({ time, stream, partial, text }) {
      const line = open.get(stream) ?? { time, pieces: [], sizeBytes: 0 };
      line.pieces.push(text);
      line.sizeBytes += text.byteLength;
      if (!partial) {
        open.delete(stream);
        return { time: line.time, data: Buffer.concat([...line.pieces, NEWLINE]) };
      }
      if (line.sizeBytes >= LONGEST_RECORD_BYTES) {
        open.delete(stream);
        return { time: line.time, data: Buffer.concat(line.pieces) };
      }
      open.set(stream, line);
      return undefined;
    },
    flush() {
      const left = [...open.values()].map(({ time, pieces }) => ({ time, data: Buffer.concat(pieces) }));
      open.clear();
      return left.sort((first, second) => first.time.getTime() - second.time.getTime());
    },
  };
}
