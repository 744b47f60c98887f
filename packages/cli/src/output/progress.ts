import { formatBytes } from "./quantities.js";
import type { TextOutput } from "./text-output.js";

/** Shows how far a piece of work is. */
export interface Progress {
  /** Reports the whole amount done so far, and what counts as complete where that is known, in bytes. */
  update(doneBytes: number, totalBytes?: number): void;
  /** Ends the display, whether the work succeeded or not, so that what follows starts on a line of its own. */
  end(): void;
}

const BAR_WIDTH = 24;
/** In a log file every tenth is enough. */
const PLAIN_STEPS = 10;
const PERCENT = 100;

/** Where the whole is not known, a line for each doubling from here on is enough. */
const FIRST_PLAIN_BYTES = 1024 * 1024;

/**
 * A bar that is redrawn in place on a terminal, and plain lines everywhere else.
 *
 * @param label - what is being done: `Importing image.tar`.
 */
export function startProgress(output: TextOutput, label: string): Progress {
  return output.isTerminal ? drawBar(output, label) : writeLines(output, label);
}

function drawBar(output: TextOutput, label: string): Progress {
  let drawn = "";
  return {
    update(doneBytes, totalBytes) {
      const line = `${label} ${bar(doneBytes, totalBytes)}${amount(doneBytes, totalBytes)}`;
      // A line that wraps could not be overwritten.
      const fitting = line.slice(0, Math.max(0, output.columns - 1));
      if (fitting === drawn) return;
      output.write(`\r${fitting.padEnd(drawn.length)}`);
      drawn = fitting;
    },
    end() {
      if (drawn !== "") output.write("\n");
      drawn = "";
    },
  };
}

function bar(doneBytes: number, totalBytes: number | undefined): string {
  if (totalBytes === undefined) return "";
  const filled = Math.round(fraction(doneBytes, totalBytes) * BAR_WIDTH);
  return `[${"#".repeat(filled)}${".".repeat(BAR_WIDTH - filled)}] `;
}

function writeLines(output: TextOutput, label: string): Progress {
  let written = 0;
  return {
    update(doneBytes, totalBytes) {
      const step = plainStep(doneBytes, totalBytes);
      if (step <= written) return;
      written = step;
      output.write(`${label}: ${amount(doneBytes, totalBytes)}\n`);
    },
    end: () => undefined,
  };
}

function plainStep(doneBytes: number, totalBytes: number | undefined): number {
  if (totalBytes !== undefined) return Math.floor(fraction(doneBytes, totalBytes) * PLAIN_STEPS);
  return Math.floor(Math.log2(Math.max(1, doneBytes) / FIRST_PLAIN_BYTES)) + 1;
}

function fraction(doneBytes: number, totalBytes: number): number {
  return totalBytes === 0 ? 1 : Math.min(1, doneBytes / totalBytes);
}

function amount(doneBytes: number, totalBytes: number | undefined): string {
  if (totalBytes === undefined) return formatBytes(doneBytes);
  const percent = Math.floor(fraction(doneBytes, totalBytes) * PERCENT);
  return `${percent} % (${formatBytes(doneBytes)} of ${formatBytes(totalBytes)})`;
}
