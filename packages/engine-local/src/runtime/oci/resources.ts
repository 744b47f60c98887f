import type { Resources } from "@cwsandbox/engine";

import type { OciResources } from "./oci-types.js";

const CPU_PERIOD_MICROSECONDS = 100_000;

/** The kernel accepts no smaller quota. */
const LEAST_CPU_QUOTA_MICROSECONDS = 1000;

/** Weight of one whole processor when processors are contended. */
const SHARES_PER_CPU = 1024;

export interface LimitPlan {
  readonly resources: Resources;
  readonly pidsLimit: number;
  /** Whether the host counts swap; then there is none beyond the memory limit. */
  readonly countsSwap: boolean;
}

/** Limits bind always; requests only weigh when processors are contended. */
export function ociResources({ resources, pidsLimit, countsSwap }: LimitPlan): OciResources {
  const { memoryBytes } = resources.limits;
  return {
    devices: [{ allow: false, access: "rwm" }],
    pids: { limit: pidsLimit },
    cpu: cpu(resources),
    ...(memoryBytes === undefined
      ? {}
      : { memory: { limit: memoryBytes, ...(countsSwap ? { swap: memoryBytes } : {}) } }),
  };
}

function cpu({ requests, limits }: Resources): NonNullable<OciResources["cpu"]> {
  const weight = requests.cpuMillicores ?? limits.cpuMillicores;
  return {
    ...(weight === undefined ? {} : { shares: Math.max(2, Math.round((weight * SHARES_PER_CPU) / 1000)) }),
    ...(limits.cpuMillicores === undefined
      ? {}
      : {
          period: CPU_PERIOD_MICROSECONDS,
          quota: Math.max(
            LEAST_CPU_QUOTA_MICROSECONDS,
            Math.round((limits.cpuMillicores * CPU_PERIOD_MICROSECONDS) / 1000),
          ),
        }),
  };
}
