import { createNotifier } from "../support/index.js";

/** Carries items from one writer to one reader; the writer waits while too much is unread. */
export interface Channel<T> extends AsyncIterable<T> {
  /** Resolves when there is room again; dropped without an error when the channel is closed. */
  send(item: T): Promise<void>;
  /** No more items; those that are in it are still read. */
  close(): void;
  /** Nothing is read any more: drops what is in it and lets the writer go on. */
  discard(): void;
}

/** Creates a channel that holds `capacity` items before its writer waits. */
export function createChannel<T>(capacity: number): Channel<T> {
  const items: T[] = [];
  const changes = createNotifier();
  const closed = new AbortController();
  const waitUntil = async (condition: () => boolean): Promise<void> => {
    while (!closed.signal.aborted && !condition()) {
      await changes.changedSince(changes.version, closed.signal);
    }
  };
  const close = (): void => closed.abort();
  const discard = (): void => {
    items.length = 0;
    close();
  };

  return {
    close,
    discard,
    async send(item) {
      await waitUntil(() => items.length < capacity);
      if (!closed.signal.aborted) {
        items.push(item);
        changes.notify();
      }
    },
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          await waitUntil(() => items.length > 0);
          const item = items.shift();
          if (item === undefined) {
            return;
          }
          changes.notify();
          yield item;
        }
      } finally {
        discard();
      }
    },
  };
}
