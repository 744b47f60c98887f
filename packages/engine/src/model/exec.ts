/** Size of a terminal in character cells. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** A command to run inside a running sandbox. */
export interface ExecSpec {
  /** At least one word; run without a shell. */
  readonly command: readonly string[];
  /** Lies over the sandbox's environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the command gets a standard input; otherwise it sees end of file at once. */
  readonly stdin: boolean;
  /** Present when the command gets a pseudo-terminal; stdout then carries everything and stderr nothing. */
  readonly terminal?: TerminalSize;
}

export type OutputStream = "stdout" | "stderr";

/** A piece of output, exactly as it was written. */
export interface OutputChunk {
  readonly stream: OutputStream;
  readonly data: Uint8Array;
}

/**
 * A command that runs. Whoever holds it reads `output` to the end or disposes of it:
 * an unread output stops the command (back-pressure), it is never dropped.
 */
export interface ExecProcess extends AsyncDisposable {
  /** Both streams in the order of arrival; ends when both are closed. Readable once. */
  readonly output: AsyncIterable<OutputChunk>;
  /** Exit code, 128 + signal number when a signal ended it, 127 when there is no such command, 126 when it cannot be executed. */
  readonly exitCode: Promise<number>;
  /** Resolves when the bytes are taken; bytes for a command that has ended are dropped without an error. */
  writeStdin(data: Uint8Array): Promise<void>;
  /** End of input; the command goes on. Idempotent. */
  closeStdin(): void;
  /** Without a terminal: no effect. */
  resize(size: TerminalSize): void;
  /** Ends the command and everything it started in its process group. Idempotent. */
  kill(): void;
}
