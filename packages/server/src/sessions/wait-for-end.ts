/** Resolves with the signal. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/**
 * The promise's outcome, or the signal's reason when that comes first. Unlike a plain race, nothing piles
 * up on a signal that lives long.
 */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const listening = new AbortController();
  const aborted = new Promise<undefined>((resolve) => {
    const options = { once: true, signal: listening.signal };
    signal.addEventListener("abort", () => resolve(undefined), options);
  });
  try {
    const outcome = await Promise.race([promise.then((value) => ({ value })), aborted]);
    if (outcome !== undefined) return outcome.value;
    throw signal.reason instanceof Error ? signal.reason : new Error("aborted");
  } finally {
    listening.abort();
  }
}

/** Resolves when the client ends its side of a stream, or the call ends in any other way. */
export async function waitForEnd(requests: AsyncIterable<unknown>, signal: AbortSignal): Promise<void> {
  await Promise.race([drain(requests), untilAborted(signal)]);
}

async function drain(requests: AsyncIterable<unknown>): Promise<void> {
  try {
    for await (const request of requests) void request;
  } catch {
    // The stream broke: that is an end like any other.
  }
}
