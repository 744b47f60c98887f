import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describeCommands, type CommandDescription } from "@cwsandbox/cli";

/** One page of the command line's reference. */
export interface CommandPage {
  readonly page: string;
  readonly summary: string;
}

/** Writes one page per command, with the commands below it, from what `--help` prints. */
export async function writeCommandPages(folder: string): Promise<CommandPage[]> {
  await mkdir(folder);
  const program = describeCommands();
  for (const command of program.commands) {
    await writeFile(path.join(folder, `${command.name}.md`), `${sections(command, "#").join("\n\n")}\n`);
  }
  return program.commands.map(({ name, summary }) => ({ page: name, summary }));
}

function sections(command: CommandDescription, heading: string): string[] {
  const own = `${heading} ${command.path}\n\n\`\`\`text\n${command.help.trimEnd()}\n\`\`\``;
  return [own, ...command.commands.flatMap((child) => sections(child, `${heading}#`))];
}
