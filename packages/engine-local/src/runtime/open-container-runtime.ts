import type { HostReport } from "../host/index.js";
import type { ContainerRuntime } from "./container-runtime.js";

export interface ContainerRuntimeOptions {
  /** Holds everything of the containers; made when it is missing. Search permission for everybody (0711) along the path when run as root. */
  readonly runDirectory: string;
  readonly host: HostReport;
  /** Size of each container's writable layer. */
  readonly diskLimitBytes: number;
  /** Processes and threads per container. */
  readonly pidsLimit: number;
  /** The supervisor replaces a log file that has grown beyond this. */
  readonly logLimitBytes: number;
}

/** Opens the containers of a run directory; they are looked up when named, nothing is held. */
export function openContainerRuntime(_options: ContainerRuntimeOptions): Promise<ContainerRuntime> {
  return Promise.reject(new Error("not yet"));
}
