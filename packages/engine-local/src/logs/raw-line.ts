import type { OutputStream } from "@cwsandbox/engine";

/** One line of the supervisor's file: `TIME STREAM F|P TEXT`. */
export interface RawLine {
  readonly time: Date;
  readonly stream: OutputStream;
  /** The text is followed by more of the same line (the supervisor's `P`). */
  readonly partial: boolean;
  /** The bytes as the process wrote them, without a newline. */
  readonly text: Buffer;
}

const HEAD = /^(\S{1,40}) (stdout|stderr) ([FP]) /;
const LONGEST_HEAD_BYTES = 64;

/** Reads one line, without its newline; undefined for a line that the supervisor did not write or not finish. */
export function parseRawLine(line: Buffer): RawLine | undefined {
  const head = HEAD.exec(line.toString("latin1", 0, LONGEST_HEAD_BYTES));
  const time = new Date(head?.[1] ?? Number.NaN);
  if (head === null || Number.isNaN(time.getTime())) {
    return undefined;
  }
  const stream = head[2] === "stderr" ? "stderr" : "stdout";
  return { time, stream, partial: head[3] === "P", text: line.subarray(head[0].length) };
}

/** True for a whole line or the last piece of one. */
export function endsLine(line: Buffer): boolean {
  return HEAD.exec(line.toString("latin1", 0, LONGEST_HEAD_BYTES))?.[3] === "F";
}
