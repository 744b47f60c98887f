import type { FrameLimits } from "./frame.js";
import { FrameReader } from "./frame-reader.js";

/** A result that has arrived in two pieces. */
export function arrived(bytes: Uint8Array, limits?: FrameLimits): FrameReader {
  const reader = new FrameReader(limits);
  const middle = bytes.length >> 1;
  reader.push(bytes.subarray(0, middle));
  reader.push(bytes.subarray(middle));
  return reader;
}
