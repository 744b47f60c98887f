import { InvalidArgumentError, Option } from "commander";

/** The `--tail` option: only the last lines. */
export function tailOption(meaning = "print only this many lines from the end"): Option {
  return new Option("--tail <lines>", meaning).argParser(readLineCount);
}

/** @throws InvalidArgumentError for anything but a whole number from 0 up. */
export function readLineCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count)) {
    throw new InvalidArgumentError("Write a whole number, 0 or more.");
  }
  return count;
}
