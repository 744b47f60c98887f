import type { Auth } from "./arguments/index.js";
import type { Interruption, Interruptions } from "./interruption.js";
import { EXIT_CODE, fromStream, type TextOutput } from "./output/index.js";
import { serverScript } from "./server-program/index.js";
import { type LocalTerminal, processTerminal } from "./terminal/index.js";

/** Environment variables, usually those of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything of the process that commands touch, so that tests can put something else in its place. */
export interface Surroundings extends Interruptions {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly environment: Environment;
  /** The user's terminal, or null when input or output is something else. */
  readonly terminal: LocalTerminal | null;
  /** Path of the shell script that starts the server. Throws a `CommandError` when it is not installed. */
  readonly serverScript: () => string;
}

/** What a command gets: its surroundings and a way to say how it ended. */
export interface CommandContext extends Surroundings {
  /** Sets the exit code; a command that does not call it has succeeded. */
  readonly finish: (exitCode: number) => void;
  /** The credentials chosen on the command line; undefined leaves it to the environment. */
  readonly auth: () => Auth | undefined;
}

/** The real process. */
export function processSurroundings(): Surroundings {
  return {
    stdout: fromStream(process.stdout, process.env),
    stderr: fromStream(process.stderr, process.env),
    environment: process.env,
    terminal: processTerminal(),
    serverScript,
    onInterruption: listenForInterruptions(),
    exitNow: (exitCode) => process.exit(exitCode),
  };
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A reader that has gone, such as `head`, ends the program quietly, unless a command wants to know. */
function listenForInterruptions(): Surroundings["onInterruption"] {
  const listeners = new Set<(interruption: Interruption) => void>();
  const onOutputError = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "EPIPE") {
      process.stderr.write(`Error: the output cannot be written: ${error.message}\n`);
      process.exit(EXIT_CODE.failure);
    }
    if (listeners.size === 0) process.exit(EXIT_CODE.success);
    for (const listener of listeners) listener("closed output");
  };
  process.stdout.on("error", onOutputError);
  process.stderr.on("error", onOutputError);
  return (listener) => {
    listeners.add(listener);
    for (const signal of SIGNALS) process.on(signal, listener);
    return () => {
      listeners.delete(listener);
      for (const signal of SIGNALS) process.off(signal, listener);
    };
  };
}
