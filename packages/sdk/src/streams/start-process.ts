import { SandboxExecutionError } from "../errors/index.js";
import { createTextStream } from "./create-stream.js";
import { type ExecutionOutcome, startExecution } from "./execution-state.js";
import { createProcessInput } from "./input.js";
import type { InputItem } from "./input-items.js";
import { Process } from "./process.js";
import { ByteCollector, createProcessResult } from "./process-result.js";

/** What the code that talks to the server is given. */
export interface ProcessIo {
  /**
   * Takes a piece of standard output; the array must not be changed afterwards. Await the result to go no faster
   * than the reader.
   */
  readonly stdout: (piece: Uint8Array) => Promise<void> | undefined;
  /** Takes a piece of standard error in the same way. */
  readonly stderr: (piece: Uint8Array) => Promise<void> | undefined;
  /** Input to send, in pieces of at most 64 KiB, ending after the `end` item; null without standard input. */
  readonly stdin: AsyncIterable<InputItem> | null;
  /** Aborts when the command must be cut off. */
  readonly signal: AbortSignal;
}

export interface ProcessOptions {
  readonly command: readonly string[];
  /** Whether the command gets a standard input. */
  readonly stdin: boolean;
  /** Whether an exit code other than 0 is an error. */
  readonly check: boolean;
  /** Whether the result has the output; without it the readers slow the command. Default: true. */
  readonly keepOutput?: boolean | undefined;
  /** Ends the command when it aborts; the handle rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called exactly once, whichever way the end comes; a failed `check` counts as failed. */
  readonly onOutcome?: ((outcome: ExecutionOutcome) => void) | undefined;
  /** Runs the command and resolves to its exit code; rejects with the error the user shall see. */
  readonly run: (io: ProcessIo) => Promise<number>;
}

/** Pieces of each output that wait for a reader when nothing is kept; a piece is at most a few 64 KiB. */
const UNKEPT_CAPACITY_ITEMS = 16;

/** Starts `run` at once and gives the handle around it. */
export function startProcess(options: ProcessOptions): Process {
  const command = Object.freeze([...options.command]);
  const keepOutput = options.keepOutput ?? true;
  const capacity = keepOutput ? undefined : UNKEPT_CAPACITY_ITEMS;
  const stdout = createTextStream({ capacity });
  const stderr = createTextStream({ capacity });
  const collected = { stdout: new ByteCollector(), stderr: new ByteCollector() };
  const input = options.stdin ? createProcessInput() : null;
  const execution = startExecution({
    signal: options.signal,
    onOutcome: options.onOutcome,
    run: (signal) =>
      options.run({
        stdout: (piece) => {
          if (keepOutput) collected.stdout.append(piece);
          return stdout.writer.push(piece);
        },
        stderr: (piece) => {
          if (keepOutput) collected.stderr.append(piece);
          return stderr.writer.push(piece);
        },
        stdin: input?.items ?? null,
        signal,
      }),
    finish: (returncode) => {
      const execResult = createProcessResult({ ...collected, returncode, command });
      if (!options.check || returncode === 0) return execResult;
      const words = command.map((word) => JSON.stringify(word)).join(" ");
      throw new SandboxExecutionError(`The command ended with exit code ${returncode}: ${words}`, {
        execResult,
      });
    },
    release: () => {
      stdout.writer.end();
      stderr.writer.end();
      input?.cut(new Error("Process has exited"));
    },
  });
  const stdin = input?.writer ?? null;
  return new Process({ execution, command, stdout: stdout.reader, stderr: stderr.reader, stdin });
}
