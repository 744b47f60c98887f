import { createStream, READER_CAPACITY_ITEMS } from "./create-stream.js";
import { type ExecutionOutcome, startExecution } from "./execution-state.js";
import { createTerminalInput } from "./input.js";
import type { TerminalInput } from "./input-items.js";
import { type TerminalResult, TerminalSession } from "./terminal-session.js";

/** What the code that talks to the server is given. */
export interface TerminalIo {
  /** Takes a piece of output; await the result to go no faster than the reader. */
  readonly output: (piece: Uint8Array) => Promise<void> | undefined;
  /** Input, its end and new sizes to send, in order; ends with the session. */
  readonly inputs: AsyncIterable<TerminalInput>;
  /** Aborts when the session must be cut off. */
  readonly signal: AbortSignal;
}

export interface TerminalOptions {
  readonly command: readonly string[];
  /** Ends the session when it aborts; the handle rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called exactly once, whichever way the end comes. */
  readonly onOutcome?: ((outcome: ExecutionOutcome) => void) | undefined;
  /** Runs the session and resolves to its exit code, -1 when unknown; rejects with the error the user shall see. */
  readonly run: (io: TerminalIo) => Promise<number>;
}

/** Starts `run` at once and gives the handle around it. */
export function startTerminal(options: TerminalOptions): TerminalSession {
  const command = Object.freeze([...options.command]);
  const output = createStream<Uint8Array>({
    capacity: READER_CAPACITY_ITEMS,
    onClose: () => void execution.cancel(),
  });
  const input = createTerminalInput();
  const execution = startExecution<TerminalResult>({
    signal: options.signal,
    onOutcome: options.onOutcome,
    run: (signal) =>
      options.run({ output: (piece) => output.writer.push(piece), inputs: input.items, signal }),
    finish: (returncode) => ({ returncode, command }),
    release: (failure) => {
      if (failure === undefined) output.writer.end();
      else output.writer.fail(failure);
      input.cut(new Error("Terminal session has ended"));
    },
  });
  return new TerminalSession({
    execution,
    command,
    output: output.reader,
    stdin: input.writer,
    resize: (width, height) => input.push({ kind: "resize", width, height }),
  });
}
