import { checkOptionKeys, type RunOptions, type SandboxConstructorOptions } from "../config/index.js";
import { CWSandboxValidationError } from "../errors/index.js";

/** What `Sandbox.run()` is to do. */
export interface RunArguments {
  readonly options: SandboxConstructorOptions;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads words and options. The first word is the whole main process when no other follows.
 *
 * @throws CWSandboxValidationError for anything but texts, and options at the end.
 */
export function readRunArguments(given: readonly (string | RunOptions)[]): RunArguments {
  const words = given.filter((word) => typeof word === "string");
  const rest = given.slice(words.length);
  const { signal, ...options } = readOptions(rest);
  const [command, ...args] = words;
  return { options: command === undefined ? options : { ...options, command, args }, signal };
}

function readOptions(rest: readonly (string | RunOptions)[]): RunOptions {
  const [options = {}, ...others] = rest;
  if (typeof options !== "object" || Array.isArray(options) || others.length > 0) {
    throw new CWSandboxValidationError(
      'Sandbox.run() takes the words of a command, each a text, and then its options: run("ls", "-l", { tags: [] }).',
      { field: "command" },
    );
  }
  checkOptionKeys(options, ["run"], "Sandbox.run()");
  return options;
}
