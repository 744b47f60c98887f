import { statSync } from "node:fs";
import { Argument, InvalidArgumentError } from "commander";

/** A file on this machine that was there when the command line was read. */
export interface LocalFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** The FILE argument: must name a file that exists. */
export function archiveFileArgument(): Argument {
  return new Argument("<FILE>", "archive on this machine, plain or gzip-compressed").argParser(readLocalFile);
}

/** The LOCAL argument: must name a file that exists. */
export function localFileArgument(): Argument {
  return new Argument("<LOCAL>", "file on this machine").argParser(readLocalFile);
}

/** @throws InvalidArgumentError when there is no such file. */
export function readLocalFile(path: string): LocalFile {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts === undefined) throw new InvalidArgumentError(`There is no file ${path}.`);
  if (!facts.isFile()) throw new InvalidArgumentError(`${path} is not a file.`);
  return { path, sizeBytes: facts.size };
}
