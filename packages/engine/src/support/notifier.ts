/** Tells waiting readers that something has changed, without saying what. */
export interface Notifier {
  /** Grows with each `notify`; taken before looking, it makes sure that no change is missed. */
  readonly version: number;
  notify(): void;
  /** Resolves when `version` has moved past the given one, or with the signal; never rejects. */
  changedSince(version: number, signal: AbortSignal): Promise<void>;
}

/** Creates a notifier that nobody waits for yet. */
export function createNotifier(): Notifier {
  let version = 0;
  const waiting = new Set<() => void>();
  return {
    get version() {
      return version;
    },
    notify() {
      version += 1;
      for (const wake of waiting) {
        wake();
      }
    },
    changedSince(seen, signal) {
      if (version > seen || signal.aborted) {
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener("abort", wake);
      });
    },
  };
}
