import type { OutputChunk, TerminalSize } from "@cwsandbox/engine";

/** A program of the host whose output is read while it runs. It leads a process group of its own. */
export interface HostProcess {
  readonly pid: number;
  /** In the order of arrival; unread output stops the program. Readable once. */
  readonly output: AsyncIterable<OutputChunk>;
  /** 128 + signal number when a signal ended it. Rejects only when it could not be started. */
  readonly exitCode: Promise<number>;
  /** Resolves when the bytes are taken, or dropped because nobody takes them any more. */
  writeStdin(data: Uint8Array): Promise<void>;
  closeStdin(): void;
  /** Without effect on a program that carries no terminal. */
  resize(size: TerminalSize): void;
  /** Lets go of its output: unread output is dropped. */
  abandonOutput(): void;
}

export interface HostProcessOptions {
  /** Absolute path and arguments. */
  readonly command: readonly [string, ...string[]];
  /** Whether it gets a standard input; otherwise it sees end of file at once. */
  readonly stdin: boolean;
  /** Whether it carries a terminal: it is told new sizes on descriptor 3, and its input ends with a control character. */
  readonly terminal?: boolean;
  /** Default: this process's own. */
  readonly workingDirectory?: string;
}
