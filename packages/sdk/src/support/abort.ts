import { ignore } from "./deferred.js";
import { startTimer } from "./timer.js";

/** A signal that must be released once the work it guards is over. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  /** Removes every listener and timer. Calling it again does nothing. */
  readonly release: () => void;
}

/** What can end a piece of work early. */
export interface AbortCauses {
  /** Signals of callers; absent ones are skipped. The first to abort gives the reason. */
  readonly signals?: readonly (AbortSignal | undefined)[];
  /** Limit in seconds; none when absent. */
  readonly timeoutSeconds?: number | undefined;
  /** Makes the abort reason when the limit has passed. */
  readonly makeTimeoutError?: (() => Error) | undefined;
}

/** One signal for several causes: it aborts with the reason of whichever comes first. */
export function linkSignals(causes: AbortCauses): LinkedSignal {
  const controller = new AbortController();
  const releases: (() => void)[] = [];
  const release = (): void => {
    for (const undo of releases.splice(0)) undo();
  };
  const abort = (reason: unknown): void => {
    release();
    controller.abort(reason);
  };
  for (const signal of causes.signals ?? []) {
    if (signal === undefined) continue;
    if (signal.aborted) {
      abort(signal.reason);
      return { signal: controller.signal, release };
    }
    releases.push(onAbort(signal, abort));
  }
  if (causes.timeoutSeconds !== undefined) {
    const makeError = causes.makeTimeoutError;
    releases.push(startTimer(causes.timeoutSeconds, () => abort(makeError?.())));
  }
  return { signal: controller.signal, release };
}

/** Listens once and returns the function that stops listening. An already aborted signal calls back at once. */
export function onAbort(signal: AbortSignal | undefined, listener: (reason: unknown) => void): () => void {
  if (signal === undefined) return ignore;
  if (signal.aborted) {
    listener(signal.reason);
    return ignore;
  }
  const watch = watches.get(signal) ?? startWatch(signal);
  const listen = (): void => listener(signal.reason);
  watch.listeners.add(listen);
  return () => {
    watch.listeners.delete(listen);
    if (watch.listeners.size === 0) watch.stop();
  };
}

interface AbortWatch {
  readonly listeners: Set<() => void>;
  readonly stop: () => void;
}

/**
 * A caller may give one signal to thousands of calls. The runtime warns of a leak from the eleventh listener
 * on, so the signal gets one, however many wait for it.
 */
const watches = new WeakMap<AbortSignal, AbortWatch>();

function startWatch(signal: AbortSignal): AbortWatch {
  const listeners = new Set<() => void>();
  const tellAll = (): void => {
    watches.delete(signal);
    for (const listen of listeners) listen();
  };
  const stop = (): void => {
    if (watches.get(signal) === watch) watches.delete(signal);
    signal.removeEventListener("abort", tellAll);
  };
  const watch = { listeners, stop };
  watches.set(signal, watch);
  signal.addEventListener("abort", tellAll, { once: true });
  return watch;
}

/** Waits for an outcome until the signal aborts; then rejects with the signal's own reason. */
export async function untilAborted<T>(outcome: PromiseLike<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return outcome;
  return new Promise<T>((resolve, reject) => {
    const stop = onAbort(signal, reject);
    outcome.then(resolve, reject).then(stop, stop);
  });
}
