import { isFinished, startTimer } from "@cwsandbox/engine";
import type { SandboxRecord } from "@cwsandbox/engine";

import type { LifeParts } from "./parts.js";

/** How long records and logs of finished sandboxes are kept. */
export interface RetentionLimits {
  readonly seconds: number;
  readonly count: number;
}

/** Removes old records: by age and, of those that are left, all but the newest. */
export interface Retention extends AsyncDisposable {
  /** Looks now, and sets the time of the next look. */
  readonly sweep: () => Promise<void>;
  /** The same within a second, once for all who ask meanwhile. */
  readonly sweepSoon: () => void;
}

/** Every sandbox that finishes would be looked at again and again, and they finish by the hundred. */
const SOON_SECONDS = 1;

/** Starts nothing by itself: call `sweep` at the start, and `sweepSoon` whenever a sandbox has finished. */
export function createRetention(
  { book, store, logger }: Pick<LifeParts, "book" | "store" | "logger">,
  limits: RetentionLimits,
): Retention {
  let timer: Disposable | undefined;
  let soon: NodeJS.Timeout | undefined;
  let disposed = false;
  let sweeping: Promise<void> = Promise.resolve();

  const sweepOnce = async (): Promise<void> => {
    for (const { id } of expiredRecords(book.all(), limits, new Date())) {
      book.forget(id);
      await store.remove(id).catch((error: unknown) => {
        logger.error({ err: error, sandboxId: id }, "an old record could not be removed");
      });
    }
    timer?.[Symbol.dispose]();
    const oldest = Math.min(
      ...book.all().map((record) => record.endedAt?.getTime() ?? Number.POSITIVE_INFINITY),
    );
    timer =
      disposed || oldest === Number.POSITIVE_INFINITY
        ? undefined
        : startTimer(new Date(oldest + limits.seconds * 1000), () => void sweep());
  };
  const sweep = (): Promise<void> => {
    sweeping = sweeping.then(sweepOnce);
    return sweeping;
  };
  return {
    sweep,
    sweepSoon() {
      if (disposed) return;
      soon ??= setTimeout(() => {
        soon = undefined;
        void sweep();
      }, SOON_SECONDS * 1000).unref();
    },
    async [Symbol.asyncDispose]() {
      disposed = true;
      clearTimeout(soon);
      timer?.[Symbol.dispose]();
      await sweeping;
    },
  };
}

/** The finished records that are kept no longer. */
export function expiredRecords(
  records: readonly SandboxRecord[],
  { seconds, count }: RetentionLimits,
  now: Date,
): readonly SandboxRecord[] {
  return records
    .filter(({ state }) => isFinished(state))
    .sort((left, right) => endOf(right) - endOf(left))
    .filter((record, index) => index >= count || endOf(record) + seconds * 1000 <= now.getTime());
}

function endOf({ endedAt, createdAt }: SandboxRecord): number {
  return (endedAt ?? createdAt).getTime();
}
