import { formatBytes } from "./quantities.js";
import type { TextOutput } from "./text-output.js";

/** Shows how far a piece of work is. */
export interface Progress {
  /** Reports the whole amount done so far, in bytes. */
  update(doneBytes: number): void;
  /** Ends the display, whether the work succeeded or not, so that what follows starts on a line of its own. */
  end(): void;
}

interface ProgressOptions {
  /** What is being done: `Importing image.tar`. */
  readonly label: string;
  /** Amount that counts as complete. */
  readonly totalBytes: number;
}

const BAR_WIDTH = 24;
/** In a log file every tenth is enough. */
const PLAIN_STEPS = 10;
const PERCENT = 100;

/** A bar that is redrawn in place on a terminal, and plain lines everywhere else. */
export function startProgress(output: TextOutput, options: ProgressOptions): Progress {
  return output.isTerminal ? drawBar(output, options) : writeLines(output, options);
}

function drawBar(output: TextOutput, options: ProgressOptions): Progress {
  let drawn = "";
  return {
    update(doneBytes) {
      const done = fraction(doneBytes, options.totalBytes);
      const filled = Math.round(done * BAR_WIDTH);
      const bar = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
      const line = `${options.label} [${bar}] ${amount(doneBytes, options.totalBytes)}`;
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

function writeLines(output: TextOutput, options: ProgressOptions): Progress {
  let written = 0;
  return {
    update(doneBytes) {
      const step = Math.floor(fraction(doneBytes, options.totalBytes) * PLAIN_STEPS);
      if (step <= written) return;
      written = step;
      output.write(`${options.label}: ${amount(doneBytes, options.totalBytes)}\n`);
    },
    end: () => undefined,
  };
}

function fraction(doneBytes: number, totalBytes: number): number {
  return totalBytes === 0 ? 1 : Math.min(1, doneBytes / totalBytes);
}

function amount(doneBytes: number, totalBytes: number): string {
  const percent = Math.floor(fraction(doneBytes, totalBytes) * PERCENT);
  return `${percent} % (${formatBytes(doneBytes)} of ${formatBytes(totalBytes)})`;
}
