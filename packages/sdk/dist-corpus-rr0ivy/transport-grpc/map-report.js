import { v1 } from "@cwsandbox/wire";
import { SandboxStatus } from "../config/index.js";
import { SandboxProtocolError } from "../errors/index.js";
import { readContainers, readContainerStatuses } from "./read-containers.js";
import { readEgressRule, readIngressRule } from "./read-network-rules.js";
import { readServices } from "./read-services.js";
const STATUS_OF_STATE = new Map([
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
const STATE_OF_STATUS = new Map([
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
const CONTROLS = new Map([
    [v1.Control.CONTROL_PLATFORM, "platform"],
    [v1.Control.CONTROL_CONTAINER_ENGINE, "container_engine"],
]);
/** The state to filter by; unspecified means any. */
export function toState(status) {
    const state = status === undefined ? undefined : STATE_OF_STATUS.get(status);
    return state ?? v1.State.STATE_UNSPECIFIED;
}
/**
 * Reads what the server says about a sandbox.
 *
 * @throws SandboxProtocolError when it has no id: nothing could be done with it.
 */
export function toReport(sandbox, profileName = "") {
    if (sandbox.sandboxId === "") {
        throw new SandboxProtocolError("The server sent a sandbox without an id, so it cannot be used.");
    }
    const status = sandbox.status;
    const state = status?.state ?? v1.State.STATE_UNSPECIFIED;
    const requirements = status?.effectiveResourceRequirements;
    return {
        sandboxId: sandbox.sandboxId,
        status: toStatus(state),
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
        services: status === undefined ? [] : readServices(status),
        effectiveEgress: understood(status?.effectiveEgress, readEgressRule),
        effectiveIngress: understood(status?.effectiveIngress, readIngressRule),
        effectiveRuntimeClass: status?.effectiveRuntimeClass || null,
        attachedVolumeIds: status?.attachedVolumeIds ?? [],
        containers: readContainers(sandbox.spec?.containers ?? []),
        containerStatuses: readContainerStatuses(status?.containerStatuses ?? [], toStatus),
        control: CONTROLS.get(sandbox.control) ?? "unspecified",
    };
}
function toStatus(state) {
    return STATUS_OF_STATE.get(state) ?? SandboxStatus.UNSPECIFIED;
}
/** What this release does not understand is left out: it must not make the rest unreadable. */
function understood(rows = [], read) {
    return rows.map(read).filter((rule) => rule !== null);
}
function toAmounts(resources) {
    if (resources === undefined || (resources.cpu === "" && resources.memory === ""))
        return null;
    return {
        ...(resources.cpu === "" ? {} : { cpu: resources.cpu }),
        ...(resources.memory === "" ? {} : { memory: resources.memory }),
    };
}
function toGpu(gpu) {
    if (gpu === undefined)
        return null;
    const { selector } = gpu;
    return {
        count: Number(gpu.count),
        type: selector?.$case === "type" ? selector.value : null,
        memoryGb: selector?.$case === "memoryGb" ? Number(selector.value) : null,
    };
}
//# sourceMappingURL=map-report.js.map