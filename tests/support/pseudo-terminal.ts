import { spawn } from "@lydell/node-pty";

/** A terminal with a user in front of it. */
export interface PseudoTerminal {
  /** Everything it has shown. */
  readonly screen: string;
  /** Types keys. */
  type(keys: string): void;
  /** Makes the window larger or smaller. */
  resize(columns: number, rows: number): void;
  /**
   * Resolves when the pattern shows behind what was already waited for, with its match; rejects when the program ends
   * before, or nothing of the kind shows for a minute.
   */
  until(pattern: RegExp): Promise<RegExpMatchArray>;
  readonly ended: Promise<number>;
}

export interface PseudoTerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Where the program starts; the tests' own directory by default. */
  readonly directory?: string;
}

const PATIENCE_MILLISECONDS = 60_000;

/** Runs a program in a terminal of the system. */
export function openPseudoTerminal(
  [file = "", ...words]: readonly string[],
  { columns, rows, environment, directory }: PseudoTerminalOptions,
): PseudoTerminal {
  const pty = spawn(file, words, {
    cols: columns,
    rows,
    name: "xterm",
    env: { ...process.env, ...environment },
    cwd: directory ?? process.cwd(),
  });
  let screen = "";
  let seen = 0;
  let hasEnded = false;
  const listeners = new Set<() => void>();
  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  pty.onData((data) => {
    screen += data;
    notify();
  });
  const ended = new Promise<number>((resolve) => {
    pty.onExit(({ exitCode }) => {
      hasEnded = true;
      notify();
      resolve(exitCode);
    });
  });
  const until = (pattern: RegExp): Promise<RegExpMatchArray> =>
    new Promise((resolve, reject) => {
      const fail = (what: string): void => {
        listeners.delete(look);
        reject(new Error(`${what} before showing ${String(pattern)}:\n${screen}`));
      };
      const late = setTimeout(() => fail("a minute passed"), PATIENCE_MILLISECONDS);
      const look = (): void => {
        const match = pattern.exec(screen.slice(seen));
        if (match === null && !hasEnded) return;
        clearTimeout(late);
        if (match === null) return fail("the program ended");
        seen += match.index + match[0].length;
        listeners.delete(look);
        resolve(match);
      };
      listeners.add(look);
      look();
    });
  return {
    get screen() {
      return screen;
    },
    type: (keys) => pty.write(keys),
    resize: (newColumns, newRows) => pty.resize(newColumns, newRows),
    until,
    ended,
  };
}
