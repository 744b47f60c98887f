import type { v1 } from "@cwsandbox/wire";
import { type SandboxStatus } from "../config/index.js";
import type { ContainerStatus, ReportedContainer } from "../transport/index.js";
/** Containers as the server echoes them. Mounts that cannot be right are left out; one row is always primary. */
export declare function readContainers(containers: readonly v1.Container[]): readonly ReportedContainer[];
/** How the containers are; an exit code only where there can be one. */
export declare function readContainerStatuses(statuses: readonly v1.ContainerStatus[], toStatus: (state: v1.State) => SandboxStatus): readonly ContainerStatus[];
//# sourceMappingURL=read-containers.d.ts.map