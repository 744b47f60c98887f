import { setTimeout as delay } from "node:timers/promises";

import type { TerminalSize } from "@cwsandbox/engine";

import { run } from "../host/index.js";
import type { ProcessIdentity } from "../host/index.js";
import { findExec } from "./end-exec.js";
import type { ExecDirectory } from "./exec-directory.js";

/** The runtime tells the command's id a moment after its terminal has taken over the size it began with. */
const ATTEMPTS = 40;
const PAUSE_SECONDS = 0.025;

export interface Resizer {
  readonly resize: (size: TerminalSize) => void;
  /** Resolves when the resizes so far are done: input typed after them must find the new size. */
  readonly settled: () => Promise<void>;
}

/**
 * Resizes the terminal a command has inside: crun takes over the size of the terminal it runs on when the
 * command starts and, at least up to 1.8, never again. Resizes are carried out one after another, and those
 * that are out of date by then not at all.
 */
export function createResizer(init: ProcessIdentity, directory: ExecDirectory, ended: AbortSignal): Resizer {
  let wanted: TerminalSize | undefined;
  let last = Promise.resolve();
  return {
    resize(size) {
      wanted = size;
      // A terminal of the wrong size is no reason to end a command.
      last = last.then(() => (wanted === size ? resize(size) : undefined)).catch(() => undefined);
    },
    settled: () => last,
  };

  async function resize({ columns, rows }: TerminalSize): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS && !ended.aborted; attempt += 1) {
      const facts = await findExec(init, directory);
      if (facts !== undefined) {
        const terminal = `/proc/${facts.pid}/fd/0`;
        // A command that has given its terminal away, or has just ended, has none to resize.
        await run(["stty", "-F", terminal, "rows", String(rows), "cols", String(columns)]);
        return;
      }
      await delay(PAUSE_SECONDS * 1000);
    }
  }
}
