export { CallStream } from "./call-stream.js";
export type { ReadyCall } from "./call-stream.js";
export { createFairQueue } from "./fair-queue.js";
