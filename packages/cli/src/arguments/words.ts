import type { Command } from "commander";

/**
 * Splits the text of a `--cmd` option into words as a shell does, without any expansion. Quotes that are not closed
 * and a text without words end the program as wrong usage.
 */
export async function splitCommandText(command: Command, text: string): Promise<readonly string[]> {
  const { CWSandboxValidationError, splitWords } = await import("cwsandbox");
  try {
    const words = splitWords(text);
    if (words.length > 0 && words[0] !== "") return words;
    return command.error(`error: option '--cmd <text>' argument '${text}' is invalid. It must not be empty.`);
  } catch (error) {
    if (!(error instanceof CWSandboxValidationError)) throw error;
    return command.error(`error: option '--cmd <text>' argument '${text}' is invalid: ${error.message}`);
  }
}
