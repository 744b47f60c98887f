import { InvalidArgumentError, Option } from "commander";

/** An option that may be given several times; its value is the list of what was given. */
export function repeatableOption(flags: string, meaning: string): Option {
  return new Option(flags, `${meaning} (repeatable)`).argParser(append);
}

function append(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

/** The repeatable `--env` option; its value is a mapping. */
export function environmentOption(): Option {
  return new Option("-e, --env <KEY=VALUE>", "environment variable (repeatable)").argParser(appendVariable);
}

function appendVariable(
  text: string,
  before: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const place = text.indexOf("=");
  if (place < 1) throw new InvalidArgumentError("Write KEY=VALUE, such as DEBUG=1.");
  return { ...before, [text.slice(0, place)]: text.slice(place + 1) };
}
