import type { Duplex } from "node:stream";

import type { EngineError, ExecProcess, Resources, TerminalSize } from "@cwsandbox/engine";

import type { OutputPipe } from "../host/index.js";

/** Something of the host that is shown inside the container. */
export interface ContainerBind {
  /** Absolute path on the host: a directory or a file. */
  readonly source: string;
  /** Absolute path inside; made when it is missing. */
  readonly destination: string;
  /** Read-only binds also ignore setuid bits and device nodes. */
  readonly readOnly: boolean;
}

export interface ContainerUser {
  readonly uid: number;
  readonly gid: number;
}

/** The host ids that stand for 0 … count-1 inside. An ordinary user has the single range `{ first: 0, count: 1 }`. */
export interface IdRange {
  readonly first: number;
  readonly count: number;
}

/** Everything needed to start one container; complete, nothing is filled in. */
export interface ContainerPlan {
  /** Lower-case letters, digits and dashes; also the host name inside. */
  readonly id: string;
  /** Unpacked image, never written to. Owners are those of the image (0 is root). */
  readonly lowerDirectory: string;
  readonly binds: readonly ContainerBind[];
  /** Executable and arguments, at least one word. */
  readonly command: readonly string[];
  /** The complete environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute; made when it is missing. */
  readonly workingDirectory: string;
  readonly user: ContainerUser;
  readonly idRange: IdRange;
  readonly resources: Resources;
  /** Where the supervisor writes the output of the main process, lines of `TIME STREAM F|P TEXT`. Its directory exists. */
  readonly logFile: string;
}

/** A command to run in a running container; complete, nothing is filled in. */
export interface ContainerExec {
  readonly command: readonly string[];
  /** The complete environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  readonly user: ContainerUser;
  /** Whether the command gets a standard input; otherwise it sees end of file at once. */
  readonly stdin: boolean;
  readonly terminal?: TerminalSize;
}

/** How the main process of a container ended. */
export type ContainerExit =
  | {
      readonly kind: "exited";
      /** 128 + signal number when a signal ended it. */
      readonly exitCode: number;
      /** True when the kernel killed for lack of memory and the exit code says KILL. */
      readonly outOfMemory: boolean;
      readonly endedAt: Date;
    }
  /** The supervisor died without leaving an exit code, or no such container is known. */
  | { readonly kind: "lost" };

/**
 * A container that belongs to this process: it ends when this process does. Its main process has no input; descriptor 3
 * is a socket to `channel`.
 */
export interface AttendedContainer {
  readonly id: string;
  readonly channel: Duplex;
  readonly stdout: OutputPipe;
  readonly stderr: OutputPipe;
  /** Of the main process, 128 + signal number when a signal ended it. Nothing runs in the container any more then. */
  readonly exitCode: Promise<number>;
  /** Why there never was a main process, for one that ended without a word. */
  startProblem(): Promise<EngineError | undefined>;
  /** Whether the kernel killed inside it for lack of memory; of use until it is removed. */
  ranOutOfMemory(): Promise<boolean>;
  /** It has been in the background, if it was, and competes like all others. */
  hurry(): void;
  /** At once; nobody is asked. */
  kill(): void;
  /** Ends and removes everything of it; nothing is left when it resolves. */
  remove(): Promise<void>;
}

/**
 * Containers of one run directory. They outlive this process: another one that opens the same
 * directory finds them again. All methods fail with `EngineError`. Disposing lets go of what helped
 * to start containers, and of no container.
 */
export interface ContainerRuntime extends AsyncDisposable {
  /**
   * Starts the main process. On failure or abort everything is undone before the promise rejects,
   * with the runtime's own reason in an `EngineError` or with the signal's reason.
   */
  start(plan: ContainerPlan, signal: AbortSignal): Promise<{ readonly initPid: number }>;

  /**
   * Starts a container that ends with this process. Resolves while the start still goes on: what fails then is told by
   * `exitCode` and `startProblem`.
   *
   * @param inBackground - It gives way to everybody who wants the processor, until `hurry`, where the host can do that.
   */
  attend(plan: ContainerPlan, inBackground: boolean): Promise<AttendedContainer>;

  /**
   * Runs a command inside. An unknown command is no rejection: it ends with exit code 127 (126 when
   * it cannot be executed) and the reason on stderr. The signal kills it whatever it does.
   * Fails with `not-running` when the container has ended.
   */
  exec(id: string, spec: ContainerExec, signal: AbortSignal): Promise<ExecProcess>;

  /** Whether the kernel killed something inside for lack of memory until now. */
  ranOutOfMemory(id: string): Promise<boolean>;

  /** TERM goes to the main process, KILL to everything inside. No error when it has gone. */
  kill(id: string, signalName: "SIGTERM" | "SIGKILL"): Promise<void>;

  /** Resolves when the main process has ended; also for one that ended while nobody looked. The signal rejects it. */
  waitForExit(id: string, signal: AbortSignal): Promise<ContainerExit>;

  /** Ends and removes everything of the container but its log file. Idempotent; nothing is left when it resolves. */
  remove(id: string): Promise<void>;

  /** Directory on the host that is the container's root, for file operations. Fails with `not-running`. */
  rootPath(id: string): Promise<string>;

  /** Ids of all containers that left something in the run directory, running or not. */
  known(): Promise<readonly string[]>;

  /** Whether the main process runs at this moment. */
  isRunning(id: string): Promise<boolean>;

  /** Ends commands that a server which died has left running inside. */
  endLeftoverExecs(id: string): Promise<void>;
}
