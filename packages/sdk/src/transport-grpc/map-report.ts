import { v1 } from "@cwsandbox/wire";
import { type ResourceAmounts, SandboxStatus } from "../config/index.js";
import { SandboxProtocolError } from "../errors/index.js";
import type { ReportedGpu, ReportedService, SandboxReport } from "../transport/index.js";

const STATUS_OF_STATE: ReadonlyMap<number, SandboxStatus> = new Map<number, SandboxStatus>([
  [v1.State.STATE_UNSPECIFIED, SandboxStatus.UNSPECIFIED],
  [v1.State.STATE_CREATING, SandboxStatus.CREATING],
  [v1.State.STATE_RUNNING, SandboxStatus.RUNNING],
  [v1.State.STATE_COMPLETED, SandboxStatus.COMPLETED],
  [v1.State.STATE_FAILED, SandboxStatus.FAILED],
  [v1.State.STATE_TERMINATING, SandboxStatus.TERMINATING],
  [v1.State.STATE_TERMINATED, SandboxStatus.TERMINATED],
  [v1.State.STATE_PENDING, SandboxStatus.PENDING],
  [v1.State.STATE_PAUSED, SandboxStatus.PAUSED],
  [v1.State.STATE_PREPARING, SandboxStatus.PREPARING],
]);

const STATE_OF_STATUS: ReadonlyMap<SandboxStatus, v1.State> = new Map<SandboxStatus, v1.State>([
  [SandboxStatus.CREATING, v1.State.STATE_CREATING],
  [SandboxStatus.RUNNING, v1.State.STATE_RUNNING],
  [SandboxStatus.COMPLETED, v1.State.STATE_COMPLETED],
  [SandboxStatus.FAILED, v1.State.STATE_FAILED],
  [SandboxStatus.TERMINATING, v1.State.STATE_TERMINATING],
  [SandboxStatus.TERMINATED, v1.State.STATE_TERMINATED],
  [SandboxStatus.PENDING, v1.State.STATE_PENDING],
  [SandboxStatus.PAUSED, v1.State.STATE_PAUSED],
  [SandboxStatus.PREPARING, v1.State.STATE_PREPARING],
]);

/** The state to filter by; unspecified means any. */
export function toState(status: SandboxStatus | undefined): v1.State {
  const state = status === undefined ? undefined : STATE_OF_STATUS.get(status);
  return state ?? v1.State.STATE_UNSPECIFIED;
}

/**
 * Reads what the server says about a sandbox.
 *
 * @throws SandboxProtocolError when it has no id: nothing could be done with it.
 */
export function toReport(sandbox: v1.Sandbox, profileName = ""): SandboxReport {
  if (sandbox.sandboxId === "") {
    throw new SandboxProtocolError("The server sent a sandbox without an id, so it cannot be used.");
  }
  const status = sandbox.status;
  const state: number = status?.state ?? v1.State.STATE_UNSPECIFIED;
  const requirements = status?.effectiveResourceRequirements;
  return {
    sandboxId: sandbox.sandboxId,
    status: STATUS_OF_STATE.get(state) ?? SandboxStatus.UNSPECIFIED,
    isUnknownState: !STATUS_OF_STATE.has(state),
    statusReason: status?.stateReason || null,
    createdAt: status?.createTime ?? null,
    startedAt: status?.startTime ?? null,
    exitCode: status?.exitCode ?? null,
    runnerId: status?.runnerId || null,
    runnerGroupId: status?.runnerGroupId || null,
    profileId: profileName || null,
    tags: sandbox.spec?.tags ?? [],
    resourceRequests: toAmounts(requirements?.requests ?? status?.effectiveResources),
    resourceLimits: toAmounts(requirements?.limits ?? status?.effectiveResources),
    resourceGpu: toGpu(requirements?.requests?.gpu ?? status?.effectiveResources?.gpu),
    services: (status?.services ?? []).map(toService),
  };
}

function toAmounts(resources: v1.Resources | undefined): ResourceAmounts | null {
  if (resources === undefined || (resources.cpu === "" && resources.memory === "")) return null;
  return {
    ...(resources.cpu === "" ? {} : { cpu: resources.cpu }),
    ...(resources.memory === "" ? {} : { memory: resources.memory }),
  };
}

function toGpu(gpu: v1.Gpu | undefined): ReportedGpu | null {
  if (gpu === undefined) return null;
  const { selector } = gpu;
  return {
    count: Number(gpu.count),
    type: selector?.$case === "type" ? selector.value : null,
    memoryGb: selector?.$case === "memoryGb" ? Number(selector.value) : null,
  };
}

function toService(row: v1.ServiceStatus): ReportedService {
  return {
    port: row.port,
    name: row.name,
    exposed: row.visibility !== v1.Visibility.VISIBILITY_UNSPECIFIED,
    url: row.endpoint?.url || row.url,
  };
}
