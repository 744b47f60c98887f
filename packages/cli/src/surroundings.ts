import { serverScript } from "./server-program/index.js";
import { fromStream, type TextOutput } from "./output/index.js";

/** Environment variables, usually those of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything of the process that commands touch, so that tests can put something else in its place. */
export interface Surroundings {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly environment: Environment;
  /** Path of the shell script that starts the server. Throws a `CommandError` when it is not installed. */
  readonly serverScript: () => string;
}

/** What a command gets: its surroundings and a way to say how it ended. */
export interface CommandContext extends Surroundings {
  /** Sets the exit code; a command that does not call it has succeeded. */
  readonly finish: (exitCode: number) => void;
}

/** The real process. A reader of stdout that has gone, such as `head`, ends the program quietly. */
export function processSurroundings(): Surroundings {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return {
    stdout: fromStream(process.stdout, process.env),
    stderr: fromStream(process.stderr, process.env),
    environment: process.env,
    serverScript,
  };
}
