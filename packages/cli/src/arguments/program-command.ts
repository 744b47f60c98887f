import { Command, type ParseOptionsResult } from "commander";

/**
 * A command whose arguments are a sandbox and the command line of a program in it. Our options are taken up to the
 * first word of the program; from there on, and from an option after the id that is not ours, every word is the
 * program's, also one that looks like an option of ours. `--` says where the program begins.
 */
export class ProgramCommand extends Command {
  override parseOptions(words: string[]): ParseOptionsResult {
    const options: string[] = [];
    const rest = [...words];
    let sandboxId: string | undefined;
    for (let word = rest[0]; word !== undefined; word = rest[0]) {
      const taken = this.#optionWords(word);
      if (taken > 0) options.push(...rest.splice(0, taken));
      else if (sandboxId !== undefined) break;
      // Before the id an option can only be meant for us; the framework refuses it by name.
      else if (word.startsWith("-") && word !== "--") return super.parseOptions(words);
      else sandboxId = rest.splice(0, word === "--" ? 2 : 1).at(-1);
    }
    if (rest[0] === "--") rest.shift();
    return super.parseOptions([...options, "--", ...(sandboxId === undefined ? [] : [sandboxId]), ...rest]);
  }

  /** How many words an option of ours takes here; 0 for anything else. */
  #optionWords(word: string): 0 | 1 | 2 {
    const isLong = word.startsWith("--");
    const name = isLong ? word.replace(/=.*/s, "") : word.slice(0, 2);
    if (name === "--help" || name === "-h") return 1;
    const option = this.options.find(({ short, long }) => name === short || name === long);
    if (option === undefined) return 0;
    return option.required && name === word ? 2 : 1;
  }
}
