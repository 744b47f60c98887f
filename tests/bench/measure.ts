import { setTimeout as sleep } from "node:timers/promises";

/** How long one piece of work takes, in milliseconds. */
export async function measure(work: () => PromiseLike<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export interface RepeatOptions {
  readonly rounds: number;
  /** On a slow machine there are fewer rounds; at least one. */
  readonly limitSeconds?: number;
  /** Between the rounds, not measured. */
  readonly pauseSeconds?: number;
  /** Clears away what a round made, not measured; also after one that failed. */
  readonly afterEach?: () => Promise<void>;
}

/** What came of doing the same again and again, one after the other. */
export interface Series {
  /** Milliseconds of each round that succeeded. */
  readonly samples: readonly number[];
  readonly attempts: number;
}

/** Times each round; a round that fails counts as an attempt without a sample. */
export async function repeat(
  { rounds, limitSeconds = 30, pauseSeconds = 0, afterEach }: RepeatOptions,
  work: () => PromiseLike<unknown>,
): Promise<Series> {
  const samples: number[] = [];
  const end = performance.now() + limitSeconds * 1000;
  let attempts = 0;
  while (attempts < rounds && (attempts === 0 || performance.now() < end)) {
    attempts += 1;
    const sample = await measure(work).catch(complain);
    if (sample !== undefined) samples.push(sample);
    await afterEach?.();
    if (pauseSeconds > 0) await sleep(pauseSeconds * 1000);
  }
  return { samples, attempts };
}

function complain(error: unknown): undefined {
  console.error(error);
  return undefined;
}

/** Runs something `count` times, so many at once; in milliseconds until the last has ended. */
export function measureAtOnce(count: number, atOnce: number, work: () => Promise<unknown>): Promise<number> {
  let left = count;
  const runInTurn = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  return measure(() => Promise.all(Array.from({ length: atOnce }, runInTurn)));
}
