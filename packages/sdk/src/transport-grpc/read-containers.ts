import type { v1 } from "@cwsandbox/wire";
import { isTerminalStatus, type SandboxStatus, type VolumeMount } from "../config/index.js";
import type { ContainerStatus, ReportedContainer } from "../transport/index.js";

/** Containers as the server echoes them. Mounts that cannot be right are left out; one row is always primary. */
export function readContainers(containers: readonly v1.Container[]): readonly ReportedContainer[] {
  const marked = containers.findIndex(({ primary }) => primary === true);
  return containers.map((container, index) => ({
    name: container.name,
    image: container.image,
    command: container.command,
    args: container.args,
    environmentVariables: container.environmentVariables,
    workingDir: container.workingDir,
    volumeMounts: container.volumeMounts.filter(isUsableMount),
    primary: marked === -1 ? index === 0 : container.primary === true,
  }));
}

/** How the containers are; an exit code only where there can be one. */
export function readContainerStatuses(
  statuses: readonly v1.ContainerStatus[],
  toStatus: (state: v1.State) => SandboxStatus,
): readonly ContainerStatus[] {
  return statuses.map(({ name, state, exitCode, restartCount }) => {
    const status = toStatus(state);
    return { name, state: status, exitCode: isTerminalStatus(status) ? exitCode : null, restartCount };
  });
}

function isUsableMount({ volume, mountPath }: VolumeMount): boolean {
  return volume !== "" && mountPath.startsWith("/") && !/^\/+$/.test(mountPath);
}
