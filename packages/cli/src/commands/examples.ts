import type { Command } from "commander";

/** A command line and what it does. */
type Example = readonly [commandLine: string, meaning: string];

/** Adds a section with examples to the end of a command's help. */
export function addExamples(command: Command, examples: readonly Example[]): Command {
  const lines = examples.map(([commandLine, meaning]) => `  # ${meaning}\n  $ ${commandLine}`);
  return command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}
