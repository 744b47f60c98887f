import type { DemandOptions } from "./demand.js";

/** What the pool sees of the machine, and of its owner's wishes. */
export interface PoolHost extends DemandOptions {
  /** What its owner allows at most, however much memory there is. */
  readonly mostPrepared: number;
  readonly processors: number;
  readonly availableMemoryBytes: () => number;
}

/** How far the pool may go at this moment. */
export interface PoolLimits {
  /** Sandboxes that may wait prepared. */
  readonly mostPrepared: () => number;
  /** Whether the machine has memory for one more sandbox. */
  readonly hasRoom: () => boolean;
  /** Starts at the same time, for those who wait for one. */
  readonly mostStarting: number;
  /** Starts at the same time that nobody waits for. */
  readonly mostRefills: number;
}

const MIB = 1024 * 1024;
/** What a prepared sandbox takes: its own pages, those of the kernel for it, and of its helper. */
const PREPARED_BYTES = 16 * MIB;
/** What is left to everybody else, whatever the machine. */
const LEAST_RESERVE_BYTES = 256 * MIB;
/** Prepared sandboxes may take this part of what is free beyond the reserve. */
const SHARE = 0.25;

export function poolLimits({ processors, mostPrepared, availableMemoryBytes }: PoolHost): PoolLimits {
  const beyondReserve = (): number => availableMemoryBytes() - LEAST_RESERVE_BYTES;
  return {
    mostPrepared: () =>
      Math.max(0, Math.min(mostPrepared, Math.floor((beyondReserve() * SHARE) / PREPARED_BYTES))),
    hasRoom: () => beyondReserve() >= PREPARED_BYTES,
    mostStarting: Math.max(2, processors * 2),
    mostRefills: processors,
  };
}
