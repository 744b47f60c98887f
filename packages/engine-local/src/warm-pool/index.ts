export type { PoolHost } from "./limits.js";
export { openMemoryGauge } from "./memory-gauge.js";
export { poolKey } from "./pool-key.js";
export type { PoolItem } from "./shelf.js";
export { WarmPool } from "./warm-pool.js";
