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

/** Limits that a host may be unable to enforce. */
export type LimitName = "memory" | "cpu" | "pids" | "disk";
