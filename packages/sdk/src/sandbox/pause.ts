import { onAbort, startTimer } from "../support/index.js";

/** Waits; rejects with the signal's own reason when it aborts. */
export async function pause(delaySeconds: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const callOff = startTimer(delaySeconds, () => {
      stopListening();
      resolve();
    });
    const stopListening = onAbort(signal, (reason) => {
      callOff();
      reject(reason);
    });
  });
}
