/** One side of an allocation, in base units. */
export interface ResourceAmounts {
  readonly cpuMillicores?: number;
  readonly memoryBytes?: number;
}

/** What a sandbox is promised (`requests`) and what it can never exceed (`limits`). */
export interface Resources {
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
}

/** What the machine behind an engine has, and what is left of it at this moment. */
export interface Capacity {
  /** Most that one sandbox could ever get. */
  readonly total: Required<ResourceAmounts>;
  /** Neither promised to a sandbox nor, for memory, in use by anything else. */
  readonly available: Required<ResourceAmounts>;
  /** Sandboxes in state `running`, whoever they belong to. */
  readonly runningSandboxes: number;
}

/** Limits that a host may be unable to enforce. */
export type LimitName = "memory" | "cpu" | "pids" | "disk";
