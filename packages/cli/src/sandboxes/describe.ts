import type { ContainerStatus, Sandbox } from "cwsandbox";
import { type FixedColumn, formatFields, formatFixedTable, formatTime, MISSING } from "../output/index.js";

/** A sandbox in a list, as programs read it. */
export function sandboxJson(sandbox: Sandbox): object {
  return {
    sandbox_id: sandbox.sandboxId,
    status: sandbox.status,
    runner_id: sandbox.runnerId,
    profile_id: sandbox.profileId,
    runner_group_id: sandbox.runnerGroupId,
    started_at: sandbox.startedAt,
  };
}

const COLUMNS: readonly FixedColumn<Sandbox>[] = [
  { title: "SANDBOX ID", width: 40, text: (sandbox) => sandbox.sandboxId ?? MISSING },
  { title: "STATUS", width: 14, text: (sandbox) => sandbox.status ?? MISSING },
  { title: "TOWER", width: 20, text: (sandbox) => sandbox.runnerId ?? MISSING },
  { title: "RUNWAY", width: 20, text: (sandbox) => sandbox.profileId ?? MISSING },
  {
    title: "STARTED AT",
    width: "YYYY-MM-DD HH:MM:SS UTC".length,
    text: ({ startedAt }) => timeText(startedAt),
  },
];

/** Sandboxes as people read them; the titles of runner and profile are their old names, as documented. */
export function listTable(sandboxes: readonly Sandbox[]): string {
  return formatFixedTable(COLUMNS, sandboxes);
}

/** One sandbox, as programs read it. */
export function sandboxDetails(sandbox: Sandbox): object {
  return {
    sandbox_id: sandbox.sandboxId,
    status: sandbox.status,
    runner_id: sandbox.runnerId,
    runner_group_id: sandbox.runnerGroupId,
    started_at: sandbox.startedAt,
    returncode: sandbox.returncode,
    ...containersJson(sandbox),
  };
}

/** What a server says about containers; one that says nothing adds no keys. */
function containersJson({ containers, containerStatuses }: Sandbox): object {
  const described = containers.map(({ name, image, primary }) => ({ name, image, primary }));
  const statuses = containerStatuses.map(({ name, state, exitCode, restartCount }) => ({
    name,
    state,
    exit_code: exitCode,
    restart_count: restartCount,
  }));
  return {
    ...(described.length === 0 ? {} : { containers: described }),
    ...(statuses.length === 0 ? {} : { container_statuses: statuses }),
  };
}

/** One sandbox, as people read it. */
export function describeSandbox(sandbox: Sandbox): string {
  const fields = formatFields([
    ["SANDBOX ID", sandbox.sandboxId ?? ""],
    ["STATUS", sandbox.status ?? ""],
    ["RUNNER ID", sandbox.runnerId ?? ""],
    ["RUNNER GROUP ID", sandbox.runnerGroupId ?? ""],
    ["STARTED AT", timeText(sandbox.startedAt)],
    ["RETURNCODE", sandbox.returncode === null ? "" : String(sandbox.returncode)],
  ]);
  const containers = section(
    "CONTAINERS",
    sandbox.containers.map(({ name, image, primary }) => [
      `${name} (${primary ? "primary" : "helper"})`,
      image,
    ]),
  );
  const statuses = section("CONTAINER STATUS", sandbox.containerStatuses.map(statusFields));
  return `${fields}${containers}${statuses}`;
}

function section(title: string, fields: readonly (readonly [string, string])[]): string {
  return fields.length === 0 ? "" : `\n${title}\n${formatFields(fields)}`;
}

function statusFields({ name, state, exitCode, restartCount }: ContainerStatus): readonly [string, string] {
  const details = [
    ...(exitCode === null ? [] : [`exit code ${exitCode}`]),
    ...(restartCount === 0 ? [] : [`restarted ${restartCount} times`]),
  ];
  return [name, [state, ...details].join(", ")];
}

function timeText(time: Date | null): string {
  return time === null ? MISSING : formatTime(time);
}
