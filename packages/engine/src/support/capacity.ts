import { isFinished } from "../model/index.js";
import type { Capacity, ResourceAmounts, SandboxRecord } from "../model/index.js";

/** What is left of a machine when every unfinished sandbox keeps what it was promised. */
export function capacityLeft(total: Required<ResourceAmounts>, records: readonly SandboxRecord[]): Capacity {
  const promised = records
    .filter(({ state }) => !isFinished(state))
    .map(({ spec }) => spec.resources.requests);
  const left = (amount: keyof ResourceAmounts): number =>
    Math.max(0, total[amount] - promised.reduce((sum, requests) => sum + (requests[amount] ?? 0), 0));
  return {
    total,
    available: { cpuMillicores: left("cpuMillicores"), memoryBytes: left("memoryBytes") },
    runningSandboxes: records.filter(({ state }) => state === "running").length,
  };
}
