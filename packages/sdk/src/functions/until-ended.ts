import type { ProcessResult } from "../errors/index.js";
import { onAbort } from "../support/index.js";
import type { CallProcess } from "./host.js";

/** Waits for the end of the runner; the signal ends it early. */
export async function untilEnded(
  process: CallProcess,
  signal: AbortSignal | undefined,
): Promise<ProcessResult> {
  const stopListening = onAbort(signal, () => process.cancel());
  try {
    return await process.result();
  } finally {
    stopListening();
  }
}
