import { EngineError } from "@cwsandbox/engine";

/** @throws EngineError `unavailable` when the signal has fired. */
export function checkAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw abortedError(signal);
}

/** The items of a source, until the signal fires: then it fails at once, even while the source keeps us waiting. */
export async function* untilAborted<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await (signal === undefined ? iterator.next() : nextOrAbort(iterator, signal));
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a source that keeps us waiting would keep its own end waiting too.
    void iterator.return?.().catch(() => undefined);
  }
}

function nextOrAbort<T>(iterator: AsyncIterator<T>, signal: AbortSignal): Promise<IteratorResult<T>> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(abortedError(signal));
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    void iterator
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", abort));
  });
}

function abortedError(signal: AbortSignal): EngineError {
  return new EngineError("unavailable", "The import of the image was aborted; nothing of it is kept.", {
    cause: signal.reason,
  });
}
