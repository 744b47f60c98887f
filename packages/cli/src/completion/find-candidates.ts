import type { Command, Option } from "commander";
import { ProgramCommand } from "../arguments/index.js";

/** One way to go on. */
export interface Candidate {
  readonly value: string;
  /** A few words about it, or empty. */
  readonly description: string;
}

/** What only the server knows, by the name that arguments and option values have in the help. */
export type Lookups = Readonly<Record<string, () => Promise<readonly Candidate[]>>>;

/** How far a command line has been read. */
interface Position {
  readonly command: Command;
  /** Arguments that stand before the word in question. */
  readonly argumentCount: number;
  /** The option whose value the word in question is. */
  readonly valueOf: Option | undefined;
  /** Whether an option may stand here. */
  readonly takesOptions: boolean;
}

/**
 * What the last word of a command line can become; nothing where only the shell can know, as with files.
 *
 * @param words - those after the program's name; the last one is not finished and may be empty.
 */
export async function findCandidates(
  program: Command,
  words: readonly string[],
  lookups: Lookups,
): Promise<readonly Candidate[]> {
  const last = words.at(-1) ?? "";
  const position = read(program, words.slice(0, -1));
  const [, name = "", begun = ""] = /^(--[^=]+)=(.*)$/s.exec(last) ?? [];
  if (name !== "" && position.takesOptions && position.valueOf === undefined) {
    const values = await valuesOf(findOption(position.command, name), lookups);
    return startingWith(begun, values).map(({ value, description }) => ({
      value: `${name}=${value}`,
      description,
    }));
  }
  return startingWith(last, await candidatesAt(position, last, lookups));
}

async function candidatesAt(
  position: Position,
  last: string,
  lookups: Lookups,
): Promise<readonly Candidate[]> {
  const { command, argumentCount, valueOf, takesOptions } = position;
  if (valueOf !== undefined) return valuesOf(valueOf, lookups);
  if (takesOptions && last.startsWith("-")) return optionsOf(command);
  if (command.commands.length > 0 && argumentCount === 0) {
    return command.commands.map((child) => ({ value: child.name(), description: child.description() }));
  }
  const argument = command.registeredArguments[argumentCount];
  if (argument === undefined) return [];
  return argument.argChoices?.map(plain) ?? lookups[argument.name()]?.() ?? [];
}

function read(program: Command, words: readonly string[]): Position {
  let command = program;
  let argumentCount = 0;
  let valueOf: Option | undefined;
  let takesOptions = true;
  for (const word of words) {
    if (valueOf !== undefined) valueOf = undefined;
    else if (takesOptions && word === "--") takesOptions = false;
    else if (takesOptions && word.startsWith("-")) valueOf = optionWithValueBehind(command, word);
    else {
      const child = argumentCount === 0 ? command.commands.find((one) => one.name() === word) : undefined;
      if (child === undefined) argumentCount += 1;
      command = child ?? command;
      if (child === undefined && isOtherProgram(command, argumentCount)) takesOptions = false;
    }
  }
  return { command, argumentCount, valueOf, takesOptions };
}

/** Whether what follows is the command line of another program, about which we know nothing. */
function isOtherProgram(command: Command, argumentCount: number): boolean {
  const variadic = command.registeredArguments.findIndex((argument) => argument.variadic);
  const isOurs = !(command instanceof ProgramCommand) && command.name() !== "run";
  return !isOurs && argumentCount > variadic;
}

function optionWithValueBehind(command: Command, word: string): Option | undefined {
  const option = findOption(command, word);
  return option?.required === true ? option : undefined;
}

function findOption(command: Command, name: string): Option | undefined {
  return command.options.find(({ short, long }) => name === short || name === long);
}

async function valuesOf(option: Option | undefined, lookups: Lookups): Promise<readonly Candidate[]> {
  if (option === undefined) return [];
  const valueName = /<(.*)>/.exec(option.flags)?.[1] ?? "";
  return option.argChoices?.map(plain) ?? lookups[valueName]?.() ?? [];
}

function optionsOf(command: Command): readonly Candidate[] {
  const options = command.createHelp().visibleOptions(command);
  return options.flatMap(({ short, long, description }) =>
    [long, short].filter((name) => name !== undefined).map((value) => ({ value, description })),
  );
}

function startingWith(text: string, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ value }) => value.startsWith(text));
}

function plain(value: string): Candidate {
  return { value, description: "" };
}
