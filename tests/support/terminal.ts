import type { TerminalSession } from "cwsandbox";

/** Everything a terminal has shown so far, and a way to wait for the next text. */
export interface Screen {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** Resolves once the text appears behind what was already waited for; rejects when the output ends before. */
  until(text: string): Promise<void>;
  readonly ended: Promise<void>;
}

/** Reads a terminal's output in the background. */
export function watchScreen(terminal: TerminalSession): Screen {
  const pieces: Uint8Array[] = [];
  let seen = 0;
  let failure: unknown;
  let finished = false;
  const listeners = new Set<() => void>();
  const text = (): string => Buffer.concat(pieces).toString("utf8");
  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  const read = async (): Promise<void> => {
    try {
      for await (const piece of terminal.output) {
        pieces.push(piece);
        notify();
      }
    } catch (error) {
      failure = error;
    }
    finished = true;
    notify();
  };
  const until = (wanted: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const place = text().indexOf(wanted, seen);
        if (place >= 0) {
          seen = place + wanted.length;
          listeners.delete(look);
          resolve();
        } else if (finished) {
          listeners.delete(look);
          reject(new Error(`the terminal ended before showing ${wanted}: ${text()}`, { cause: failure }));
        }
      };
      listeners.add(look);
      look();
    });
  return {
    get text() {
      return text();
    },
    get bytes() {
      return Buffer.concat(pieces);
    },
    until,
    ended: read(),
  };
}
