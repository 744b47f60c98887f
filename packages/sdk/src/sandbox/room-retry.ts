import { CWSandboxError } from "../errors/index.js";
import { foundNoRoom } from "./create-recourse.js";
import { pause } from "./pause.js";
import { RetryPauses } from "./retry-pauses.js";

/** A create that may be repeated while there is no room. */
export interface RoomRetry {
  /** Seconds from the first refusal; 0 for no repetition. */
  readonly budgetSeconds: number;
  /** Limit of one create. */
  readonly timeoutSeconds: number;
  /** Ends the waiting between creates. */
  readonly signal: AbortSignal;
}

/** Repeats a create while the server says that it has no room at the moment. */
export async function withRoomRetry<Result>(
  retry: RoomRetry,
  create: (timeoutSeconds: number) => Promise<Result>,
): Promise<Result> {
  const pauses = new RetryPauses();
  let refusedAtMs: number | null = null;
  const leftSeconds = (): number =>
    retry.budgetSeconds - (refusedAtMs === null ? 0 : (performance.now() - refusedAtMs) / 1000);
  for (;;) {
    try {
      return await create(
        refusedAtMs === null ? retry.timeoutSeconds : Math.min(retry.timeoutSeconds, leftSeconds()),
      );
    } catch (error) {
      if (retry.budgetSeconds === 0 || !foundNoRoom(error)) throw error;
      refusedAtMs ??= performance.now();
      const hintSeconds = error instanceof CWSandboxError ? error.retryDelaySeconds : null;
      const pauseSeconds = pauses.next(hintSeconds, leftSeconds());
      // A create that is cut off by the end of the budget would leave its outcome open.
      if (pauseSeconds >= leftSeconds()) throw error;
      await pause(pauseSeconds, retry.signal);
    }
  }
}
