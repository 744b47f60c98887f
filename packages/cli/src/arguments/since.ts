import { InvalidArgumentError, Option } from "commander";

/** The `--since` option; its value is a `Date`. */
export function sinceOption(): Option {
  return new Option(
    "--since <time>",
    "only lines after this time: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS, UTC unless a zone such as +02:00 follows",
  ).argParser(readTime);
}

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(Z|[+-]\d{2}:\d{2})?)?$/i;

/** @throws InvalidArgumentError for anything but one of the documented forms. */
export function readTime(text: string): Date {
  const [, day, clock = "00:00:00", zone = "Z"] = TIME.exec(text) ?? [];
  const time = new Date(`${day ?? ""}T${clock}${zone.toUpperCase()}`);
  if (day === undefined || Number.isNaN(time.getTime()) || !isRealDay(day)) {
    throw new InvalidArgumentError("Write a time such as 2026-01-31 or 2026-01-31T08:30:00.");
  }
  return time;
}

/** The language's own parser makes the second of March out of the thirtieth of February. */
function isRealDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
