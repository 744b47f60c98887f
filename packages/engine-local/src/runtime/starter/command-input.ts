import type { CommandLine } from "./command-starter.js";

/** The helper holds at most one piece of this size for every command. */
const PIECE_BYTES = 64 * 1024;

/** Standard input of one command: pieces go one after the other, each when the one before was taken. */
export interface CommandInput {
  /** See `ExecProcess.writeStdin`. */
  write(data: Uint8Array): Promise<void>;
  /** Behind all that was written. Idempotent. */
  close(): void;
  /** The helper took the last piece. */
  accepted(): void;
  /** Nobody reads any more: what waits is dropped. */
  end(): void;
}

export function createInput(line: () => CommandLine | undefined): CommandInput {
  let state: "open" | "closed" | "ended" = "open";
  let wake: (() => void) | undefined;
  let last = Promise.resolve();
  const sendPiece = async (piece: Uint8Array): Promise<void> => {
    if (state === "ended") return;
    await new Promise<void>((resolve) => {
      wake = resolve;
      line()?.input(piece);
    });
  };
  const sendAll = async (data: Uint8Array): Promise<void> => {
    for (let start = 0; start < data.byteLength; start += PIECE_BYTES) {
      await sendPiece(data.subarray(start, start + PIECE_BYTES));
    }
  };
  return {
    write(data) {
      if (state === "open") last = last.then(() => sendAll(data));
      return last;
    },
    close() {
      if (state !== "open") return;
      state = "closed";
      void last.then(() => {
        if (state !== "ended") line()?.closeInput();
      });
    },
    accepted: () => wake?.(),
    end() {
      state = "ended";
      wake?.();
    },
  };
}
