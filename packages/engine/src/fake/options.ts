import type { LimitName, SandboxSpec, TerminalSize } from "../model/index.js";
import type { OutputStream } from "../model/index.js";
import type { FakeFileSystem } from "./file-system.js";

/** Where the fake asks its script before it goes on. */
export type FakeStep = "create" | "start" | "stop" | "exec" | "read-file" | "write-file";

/**
 * A command as a function: its result is the exit code. It should end soon after `killed`;
 * nobody waits for it then, and what it writes afterwards is dropped.
 */
export type FakeCommand = (process: FakeCommandContext) => Promise<number> | number;

/** What a command sees of its sandbox. */
export interface FakeCommandContext {
  /** The words after the command's name. */
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  readonly files: FakeFileSystem;
  /** Ends at once for a process without an input. */
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Aborted when the process is killed. */
  readonly killed: AbortSignal;
  /** The size of the terminal now; undefined without one. */
  readonly terminalSize: () => TerminalSize | undefined;
  /** Resolves when the output is taken: an unread exec stops here. */
  readonly write: (stream: OutputStream, data: Uint8Array | string) => Promise<void>;
  /** What TERM does to the main process: undefined means that it is ignored, as for a first process. */
  readonly onTerminate: (handler: (() => void) | undefined) => void;
  /** Ends the process with this code, whatever else runs in it. */
  readonly exit: (exitCode: number) => void;
  /** Ends the process as the memory limit does: code 137, and for a main process the cause is told. */
  readonly runOutOfMemory: () => void;
  /** Runs another command of the table with the same streams, or others. */
  readonly run: (words: readonly string[], changes?: Partial<FakeCommandContext>) => Promise<number>;
}

export interface FakeEngineOptions {
  /** References that can be started. Default: `builtin`. */
  readonly images?: readonly string[];
  /** Commands by name, beside the small standard set. */
  readonly commands?: Readonly<Record<string, FakeCommand>>;
  /** Asked at each step: to wait is a delay, to throw is a failure of that step. Default: nothing. */
  readonly onStep?: (step: FakeStep, spec: SandboxSpec) => Promise<void> | void;
  /** Limits that are refused. Default: none. */
  readonly unenforcedLimits?: readonly LimitName[];
  /** Whether it runs calls; their payloads are scripts for its `sh`, in which `result WORDS` tells the result. Default: true. */
  readonly offersCalls?: boolean;
}
