import type { Server } from "nice-grpc";
import type { OpenCalls } from "../interceptors/index.js";

/** How long calls that are no streams may go on, in seconds. */
const UNARY_GRACE_SECONDS = 1;
/** How long an aborted call may take to undo what it began, in seconds. */
const UNDO_SECONDS = 5;
const MILLISECONDS_PER_SECOND = 1000;

/**
 * Stops accepting connections and ends the open calls: streams at once, the others after a moment. Resolves
 * when all of them have undone what they had begun.
 *
 * @throws Error when one of them does not end.
 */
export async function endCalls(
  server: Pick<Server, "shutdown" | "forceShutdown">,
  openCalls: OpenCalls,
): Promise<void> {
  const ended = server.shutdown();
  openCalls.abort(false);
  if (!(await settlesWithin(ended, UNARY_GRACE_SECONDS))) {
    openCalls.abort(true);
    await settlesWithin(ended, UNARY_GRACE_SECONDS);
    server.forceShutdown();
  }
  if (!(await settlesWithin(openCalls.drained(), UNDO_SECONDS))) {
    throw new Error(`A call did not end within ${String(UNDO_SECONDS)} s of being aborted`);
  }
}

async function settlesWithin(promise: Promise<void>, seconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), seconds * MILLISECONDS_PER_SECOND);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
