/** Events on their way from many writers to one reader, who holds the writers back. */
export interface EventStream<Event> extends AsyncIterable<Event> {
  /** Resolves when there is room again. Dropped without an error when nobody reads any more. */
  push(event: Event): Promise<void>;
  /** No more events; those that wait are still read. */
  end(): void;
  /** The reader is told of this instead of whatever was left. */
  fail(error: unknown): void;
}

/** @param mostWaiting Writers wait while more than this is unread. */
export function createEventStream<Event>(mostWaiting: number): EventStream<Event> {
  const waiting: Event[] = [];
  const writers: (() => void)[] = [];
  let state: "open" | "ended" | "closed" = "open";
  let failure: { readonly error: unknown } | undefined;
  let wake: (() => void) | undefined;

  const releaseWriters = (): void => {
    for (const release of writers.splice(0)) release();
  };
  const close = (): void => {
    state = "closed";
    waiting.length = 0;
    releaseWriters();
  };
  const untilWoken = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });

  return {
    async push(event) {
      if (state !== "open") return;
      waiting.push(event);
      wake?.();
      if (waiting.length > mostWaiting) await new Promise<void>((resolve) => void writers.push(resolve));
    },
    end() {
      if (state === "open") state = "ended";
      wake?.();
    },
    fail(error) {
      failure ??= { error };
      wake?.();
    },
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          if (failure !== undefined) throw failure.error;
          const event = waiting.shift();
          if (event !== undefined) {
            if (waiting.length <= mostWaiting / 2) releaseWriters();
            yield event;
          } else if (state === "open") {
            await untilWoken();
          } else {
            return;
          }
        }
      } finally {
        close();
      }
    },
  };
}
