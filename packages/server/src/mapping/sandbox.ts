import { isFinished, type SandboxRecord, type SandboxState } from "@cwsandbox/engine";
import { NODE_DEFAULT_RUNTIME_CLASS, v1 } from "@cwsandbox/wire";
import { decodeAttachments } from "./attachments.js";
import { containerName } from "./container.js";
import { effectiveRequirements } from "./resources.js";
import { RUNNER_GROUP_ID } from "./runner.js";

const WIRE_STATE = {
  creating: v1.State.STATE_CREATING,
  running: v1.State.STATE_RUNNING,
  terminating: v1.State.STATE_TERMINATING,
  completed: v1.State.STATE_COMPLETED,
  failed: v1.State.STATE_FAILED,
  terminated: v1.State.STATE_TERMINATED,
} as const satisfies Record<SandboxState, v1.State>;

const MODEL_STATES: ReadonlyMap<v1.State, SandboxState> = new Map(
  (["creating", "running", "terminating", "completed", "failed", "terminated"] as const).map((state) => [
    WIRE_STATE[state],
    state,
  ]),
);

/** The state of ours that a state on the wire means; undefined for those no sandbox of ours is ever in. */
export function toModelState(state: v1.State): SandboxState | undefined {
  return MODEL_STATES.get(state);
}

/** A sandbox as clients see it; the same content in every answer. */
export function toWireSandbox(record: SandboxRecord, runnerId: string): v1.Sandbox {
  const { spec, displayName } = decodeAttachments(record);
  return v1.Sandbox.create({
    sandboxId: record.id,
    spec,
    status: toStatus(record, spec, runnerId),
    ...(displayName === undefined ? {} : { displayName }),
  });
}

function toStatus(record: SandboxRecord, spec: v1.SandboxSpec, runnerId: string): v1.SandboxStatus {
  const state = WIRE_STATE[record.state];
  const container = spec.containers[0];
  const effective = container === undefined ? undefined : effectiveRequirements(container);
  const exitCode = isFinished(record.state) ? record.exitCode : undefined;
  return {
    ...v1.SandboxStatus.create(),
    state,
    stateReason: record.stateReason,
    createTime: record.createdAt,
    startTime: record.startedAt,
    endTime: record.endedAt,
    services: spec.services.map(({ port, name, protocol }) =>
      v1.ServiceStatus.create({ port, name, protocol }),
    ),
    ...(exitCode === undefined ? {} : { exitCode }),
    effectiveResources: effective?.requests,
    effectiveResourceRequirements: effective,
    effectiveMaxLifetimeSeconds: record.spec.maxLifetimeSeconds,
    containerStatuses: [
      v1.ContainerStatus.create({ name: containerName(container), state, exitCode: exitCode ?? 0 }),
    ],
    runnerId,
    runnerGroupId: RUNNER_GROUP_ID,
    effectiveRuntimeClass: NODE_DEFAULT_RUNTIME_CLASS,
    effectiveDnsEgress: v1.DNSEgressMode.DNS_EGRESS_MODE_DENY,
  };
}
