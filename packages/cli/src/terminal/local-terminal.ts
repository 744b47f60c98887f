import { spawnSync } from "node:child_process";

/** The terminal the user sits at. */
export interface LocalTerminal {
  /** Its size in character cells; 0 when it does not say. */
  readonly columns: number;
  readonly rows: number;
  /** Has every key passed on as it is, Ctrl-C included; gives the function that restores the modes of before. */
  enterRawMode(): () => void;
  /** Calls back after each change of the size; gives the function that ends that. */
  onResize(listener: () => void): () => void;
  /**
   * Calls back with what is typed, and with null at its end; the next bytes come when the result has settled.
   * Gives the function that ends that.
   */
  onInput(listener: (bytes: Uint8Array | null) => Promise<void>): () => void;
}

/** The terminal of this process, or null when its input or its output is something else. */
export function processTerminal(): LocalTerminal | null {
  const { stdin, stdout } = process;
  // Both are absent for files and pipes, whatever their types say.
  if (!stdin.isTTY || !stdout.isTTY) return null;
  return {
    get columns() {
      return stdout.columns;
    },
    get rows() {
      return stdout.rows;
    },
    enterRawMode() {
      const restore = (): void => {
        process.off("exit", restore);
        stdin.setRawMode(false);
      };
      // Whatever ends the process, the user gets back a terminal that can be typed at.
      process.on("exit", restore);
      stdin.setRawMode(true);
      // The runtime's raw mode still puts a carriage return before each line feed, which moves the cursor of
      // full-screen programs. Without `stty` it stays that way. Leaving raw mode restores this too.
      spawnSync("stty", ["-opost"], { stdio: ["inherit", "ignore", "ignore"] });
      return restore;
    },
    onResize(listener) {
      stdout.on("resize", listener);
      return () => void stdout.off("resize", listener);
    },
    onInput: (listener) => readInput(stdin, listener),
  };
}

function readInput(
  stdin: NodeJS.ReadStream,
  listener: (bytes: Uint8Array | null) => Promise<void>,
): () => void {
  let isWanted = true;
  const onData = (bytes: Uint8Array): void => {
    stdin.pause();
    void listener(bytes).finally(() => isWanted && stdin.resume());
  };
  const onEnd = (): void => void listener(null);
  stdin.on("data", onData).on("end", onEnd);
  return () => {
    isWanted = false;
    stdin.off("data", onData).off("end", onEnd).pause();
  };
}
