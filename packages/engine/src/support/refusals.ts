import { EngineError } from "../errors/index.js";
import type { LimitName, ResourceAmounts, SandboxRecord, SandboxSpec } from "../model/index.js";

/** @throws EngineError `unsupported`, naming the field, for a limit that is asked for and cannot be kept. */
export function refuseUnenforced({ resources }: SandboxSpec, unenforced: readonly LimitName[]): void {
  const { memoryBytes, cpuMillicores } = resources.limits;
  const asked = [
    { limit: "memory", value: memoryBytes, field: "resources.limits.memoryBytes" },
    { limit: "cpu", value: cpuMillicores, field: "resources.limits.cpuMillicores" },
  ] as const;
  for (const { limit, value, field } of asked) {
    if (value !== undefined && unenforced.includes(limit)) {
      const message = `${field} is ${value}, but this host cannot enforce a limit for ${limit}; leave it out`;
      throw new EngineError("unsupported", message, { field });
    }
  }
}

/** @throws EngineError `unsupported`, naming the field, for a request that the host as a whole could not fulfil. */
export function refuseOversized({ resources }: SandboxSpec, host: Required<ResourceAmounts>): void {
  for (const amount of ["cpuMillicores", "memoryBytes"] as const) {
    const asked = resources.requests[amount];
    if (asked !== undefined && asked > host[amount]) {
      const field = `resources.requests.${amount}`;
      const message = `${field} is ${asked}, but this host has ${host[amount]} in all; ask for less`;
      throw new EngineError("unsupported", message, { field });
    }
  }
}

/** @throws EngineError `not-running` unless commands and files of the sandbox can be reached. */
export function requireRunning({ id, state }: SandboxRecord): void {
  if (state !== "running" && state !== "terminating") {
    const message = `Sandbox '${id}' is ${state}; this works only while it is running`;
    throw new EngineError("not-running", message, { sandboxId: id });
  }
}
