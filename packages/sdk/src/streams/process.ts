import type { ProcessResult } from "../errors/index.js";
import { OperationRef } from "../handles/index.js";
import type { ExecutionState } from "./execution-state.js";
import type { StreamReader } from "./stream-reader.js";
import type { StreamWriter } from "./stream-writer.js";

export interface ProcessParts {
  readonly execution: ExecutionState<ProcessResult>;
  readonly command: readonly string[];
  readonly stdout: StreamReader<string>;
  readonly stderr: StreamReader<string>;
  readonly stdin: StreamWriter | null;
}

/** A command that is already on its way in a sandbox. Awaiting it gives the {@link ProcessResult}. */
export class Process extends OperationRef<ProcessResult> {
  /** Pieces of standard output as they arrive, without cut characters; not necessarily lines. */
  readonly stdout: StreamReader<string>;
  /** Pieces of standard error as they arrive. */
  readonly stderr: StreamReader<string>;
  /** The standard input, or null when the command was started without. */
  readonly stdin: StreamWriter | null;
  /** The words the caller passed, never a wrapped form. */
  readonly command: readonly string[];
  readonly #execution: ExecutionState<ProcessResult>;

  /** @hidden */
  constructor(parts: ProcessParts) {
    super(parts.execution.outcome);
    this.stdout = parts.stdout;
    this.stderr = parts.stderr;
    this.stdin = parts.stdin;
    this.command = parts.command;
    this.#execution = parts.execution;
  }

  /** Null while the command runs and when it ended with an error; else the exit code. */
  get returncode(): number | null {
    return this.#execution.exitCode();
  }

  /** The exit code if the command has finished, else null. Never waits, never throws. */
  poll(): number | null {
    return this.returncode;
  }

  /**
   * Waits for the exit code.
   *
   * @param timeoutSeconds how long to look; without it, for ever.
   * @throws OperationTimeoutError when the time passes first; the command goes on.
   */
  async wait(timeoutSeconds?: number): Promise<number> {
    const result = await this.result(timeoutSeconds);
    return result.returncode;
  }

  /**
   * Ends the command by cutting its stream.
   *
   * @returns false when it had ended before. After true, awaiting rejects with `OperationCancelledError`.
   */
  cancel(): boolean {
    return this.#execution.cancel();
  }
}
