import { InvalidArgumentError, Option } from "commander";

/** An option that takes a duration; it must be above 0. */
export function timeoutOption(meaning: string): Option {
  return new Option("-t, --timeout <seconds>", meaning).argParser(readPositiveSeconds);
}

/** @throws InvalidArgumentError for anything but a number of seconds above 0. */
export function readPositiveSeconds(text: string): number {
  const seconds = readSeconds(text);
  if (seconds > 0) return seconds;
  throw new InvalidArgumentError("Write a number of seconds above 0.");
}

/** @throws InvalidArgumentError for anything but a number of seconds from 0 up. */
export function readSeconds(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Write a number of seconds, such as 30 or 0.5.");
}
