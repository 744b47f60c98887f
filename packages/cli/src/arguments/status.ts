import { InvalidArgumentError, Option } from "commander";

/** What `--status` takes: every status that a sandbox can be asked for. */
export const STATUSES = [
  "pending",
  "preparing",
  "creating",
  "running",
  "paused",
  "terminating",
  "completed",
  "failed",
  "terminated",
] as const;

/** The `--status` option, in any letter case. */
export function statusOption(): Option {
  return new Option("-s, --status <status>", "only sandboxes in this status")
    .choices(STATUSES)
    .argParser(readStatus);
}

/** @throws InvalidArgumentError for a text that is no status. */
export function readStatus(text: string): string {
  const status = STATUSES.find((candidate) => candidate === text.toLowerCase());
  if (status !== undefined) return status;
  throw new InvalidArgumentError(`Allowed choices are ${STATUSES.join(", ")}.`);
}
