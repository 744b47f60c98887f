import type { CgroupTrees, HostMode, RuntimeName, Spawner } from "../host/index.js";
import type { CompiledFilter } from "./compiled-filter.js";
import { containerDirectory } from "./container-directory.js";
import type { ContainerDirectory } from "./container-directory.js";
import type { Starters } from "./starter/index.js";

/** What all operations on containers share: found once, when the runtime is opened. */
export interface RuntimeContext {
  readonly containersDirectory: string;
  /** Where the OCI runtimes keep their own state, one directory per runtime. */
  readonly runtimeStateDirectory: string;
  readonly mode: HostMode;
  readonly architecture: string;
  /** Made by this one from now on. */
  readonly runtime: RuntimeName;
  readonly programs: Readonly<Partial<Record<RuntimeName, string>>> & {
    readonly conmon: string;
    readonly launch: string;
  };
  /** `kind` is `none` when this user cannot limit through control groups. */
  readonly cgroups: CgroupTrees;
  /** Called when a container is about to be made: the kernel then puts processes into its control groups sooner. */
  readonly hastenGroups: () => void;
  readonly countsSwap: boolean;
  readonly pidsLimit: number;
  readonly logLimitBytes: number;
  /** Containers of this process alone, by id: what makes their record, which nobody needs before somebody asks. */
  readonly attended: Map<string, () => Promise<void>>;
  readonly spawner: Spawner;
  /** The runtime of new containers, for programs of the spawner. It need not make a copy of itself at each start. */
  readonly sealedRuntime: string;
  readonly compiledFilter: CompiledFilter;
  /** Helpers that start commands. */
  readonly starters: Starters;
  /** Absent where the size of the writable layer cannot be limited. */
  readonly layerTemplate?: string;
}

export function directoryOf(context: RuntimeContext, id: string): ContainerDirectory {
  return containerDirectory(context.containersDirectory, id);
}

/** Name of the control group of a container, at the top of every hierarchy: no parent of ours stays behind. */
export function cgroupOf(id: string): string {
  return `/cwsandbox-${id}`;
}
