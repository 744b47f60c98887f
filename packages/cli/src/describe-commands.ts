import type { Command } from "commander";
import { fromStream } from "./output/index.js";
import { createProgram } from "./main.js";
import { processSurroundings } from "./surroundings.js";

/** A command as its help shows it. */
export interface CommandDescription {
  readonly name: string;
  /** How it is called, from the program's name on. */
  readonly path: string;
  /** One line about it. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  readonly commands: readonly CommandDescription[];
}

const HELP_COLUMNS = 100;

/** The whole program, for the reference documentation: the same text on every machine. */
export function describeCommands(): CommandDescription {
  let written = "";
  const write = (piece: Uint8Array | string): void => void (written += String(piece));
  const stdout = fromStream({ columns: HELP_COLUMNS, write }, {});
  const describe = (command: Command, parent: string): CommandDescription => {
    written = "";
    command.outputHelp();
    const help = written;
    const path = `${parent} ${command.name()}`.trimStart();
    const commands = command.commands.map((child) => describe(child, path));
    return { name: command.name(), path, summary: command.description(), help, commands };
  };
  return describe(
    createProgram({ ...processSurroundings(), stdout }, () => undefined),
    "",
  );
}
