import { CWSandboxValidationError, SandboxExecutionError } from "../errors/index.js";
import { OperationRef } from "../handles/index.js";
import type { ExecutionState } from "./execution-state.js";
import type { StreamReader } from "./stream-reader.js";
import type { StreamWriter } from "./stream-writer.js";

/** What a finished terminal session left behind; its output is not kept. */
export interface TerminalResult {
  /** Exit code; -1 when the server sent none. */
  readonly returncode: number;
  /** The words the caller passed. */
  readonly command: readonly string[];
}

export interface TerminalParts {
  readonly execution: ExecutionState<TerminalResult>;
  readonly command: readonly string[];
  readonly output: StreamReader<Uint8Array>;
  readonly stdin: StreamWriter;
  readonly resize: (width: number, height: number) => void;
}

/** An interactive terminal in a sandbox. Awaiting it gives the {@link TerminalResult}. */
export class TerminalSession extends OperationRef<TerminalResult> {
  /** Everything the terminal shows, both outputs merged, bytes untouched. Closing it ends the session. */
  readonly output: StreamReader<Uint8Array>;
  /** The keyboard. */
  readonly stdin: StreamWriter;
  /** The words the caller passed. */
  readonly command: readonly string[];
  readonly #parts: TerminalParts;

  /** @hidden */
  constructor(parts: TerminalParts) {
    super(parts.execution.outcome);
    this.output = parts.output;
    this.stdin = parts.stdin;
    this.command = parts.command;
    this.#parts = parts;
  }

  /** Null while the session is active and when it ended with an error; else the exit code. */
  get returncode(): number | null {
    return this.#parts.execution.exitCode();
  }

  /**
   * Tells the terminal its new size in character cells; does not wait.
   *
   * @throws SandboxExecutionError when the session has ended.
   * @throws CWSandboxValidationError for a size that is not a whole number from 1 to 65535.
   */
  resize(width: number, height: number): void {
    checkCells("width", width);
    checkCells("height", height);
    if (this.#parts.execution.ended()) {
      throw new SandboxExecutionError("The terminal cannot be resized: Terminal session has ended.");
    }
    this.#parts.resize(width, height);
  }

  /**
   * Waits for the exit code.
   *
   * @param timeoutSeconds how long to look; without it, for ever.
   * @throws OperationTimeoutError when the time passes first; the session goes on.
   */
  async wait(timeoutSeconds?: number): Promise<number> {
    const result = await this.result(timeoutSeconds);
    return result.returncode;
  }
}

function checkCells(field: string, cells: number): void {
  if (Number.isInteger(cells) && cells >= 1 && cells <= 65_535) return;
  throw new CWSandboxValidationError(
    `${field} must be a whole number of character cells from 1 to 65535, but is ${cells}.`,
    { field },
  );
}
