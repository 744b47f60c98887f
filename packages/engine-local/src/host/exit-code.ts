import { constants } from "node:os";

/** One number for both ways a process can end: its exit code, or 128 + the number of the signal. */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  if (code !== null) {
    return code;
  }
  return 128 + (signal === null ? 0 : constants.signals[signal]);
}
