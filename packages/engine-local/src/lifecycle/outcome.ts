import type { RecordChange, SandboxRecord, SandboxState } from "@cwsandbox/engine";

import type { ContainerExit } from "../runtime/index.js";
import type { RequestedEnd } from "../state/index.js";

/** The last state of a sandbox and what its record then says. */
export interface Outcome {
  readonly state: Extract<SandboxState, "completed" | "failed" | "terminated">;
  readonly change: RecordChange;
}

/** What the end of the main process means for the sandbox. */
export function outcomeOfExit(
  exit: ContainerExit,
  requestedEnd: RequestedEnd | undefined,
  memoryLimitBytes: number | undefined,
): Outcome {
  const endedAt = exit.kind === "exited" ? exit.endedAt : new Date();
  const exitCode = exit.kind === "exited" ? { exitCode: exit.exitCode } : {};
  if (requestedEnd !== undefined) {
    const { cause: endCause, reason: stateReason } = requestedEnd;
    return { state: "terminated", change: { ...exitCode, endedAt, endCause, stateReason } };
  }
  if (exit.kind === "lost") {
    const stateReason = "the supervisor of the sandbox ended without leaving an exit code";
    return { state: "failed", change: { endedAt, endCause: "lost", stateReason } };
  }
  if (exit.outOfMemory) {
    const stateReason = outOfMemoryReason(memoryLimitBytes);
    return { state: "completed", change: { ...exitCode, endedAt, endCause: "out-of-memory", stateReason } };
  }
  return { state: "completed", change: { ...exitCode, endedAt, endCause: "exited", stateReason: "" } };
}

/** What it means that a sandbox did not come to run. */
export function outcomeOfFailedStart(error: unknown, requestedEnd: RequestedEnd | undefined): Outcome {
  const endedAt = new Date();
  if (requestedEnd !== undefined) {
    const { cause: endCause, reason: stateReason } = requestedEnd;
    return { state: "terminated", change: { endedAt, endCause, stateReason } };
  }
  const stateReason = error instanceof Error ? error.message : String(error);
  return { state: "failed", change: { endedAt, stateReason } };
}

/** The last change of this record. The file that tells the end has a coarser clock than the start. */
export function lastChange({ startedAt }: SandboxRecord, { change, ...outcome }: Outcome): Outcome {
  const { endedAt } = change;
  return startedAt !== undefined && endedAt !== undefined && endedAt < startedAt
    ? { ...outcome, change: { ...change, endedAt: startedAt } }
    : { ...outcome, change };
}

/** What a record says about a sandbox in which the kernel killed for lack of memory. */
export function outOfMemoryReason(memoryLimitBytes: number | undefined): string {
  return `out of memory: the limit of ${formatBytes(memoryLimitBytes)} was exceeded`;
}

function formatBytes(sizeBytes: number | undefined): string {
  const units = ["", "Ki", "Mi", "Gi", "Ti"];
  let amount = sizeBytes ?? 0;
  let unit = 0;
  while (unit < units.length - 1 && amount >= 1024 && amount % 1024 === 0) {
    amount /= 1024;
    unit += 1;
  }
  return sizeBytes === undefined ? "its memory" : `${amount}${units[unit] ?? ""}`;
}
