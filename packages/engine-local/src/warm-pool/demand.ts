/** How long the busiest moment is remembered. */
const MEMORY_SECONDS = 60;

/** How many sandboxes of one kind are likely to be wanted at once, learned from when they were wanted. */
export interface Demand {
  /** Somebody wants one now. */
  note(): void;
  /** How many should be ready: one more than the busiest second of the last minute saw. 0 when nobody came. */
  wanted(): number;
}

export interface DemandOptions {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Fewer than this in a minute count as nobody. */
  readonly leastArrivals: number;
}

export function createDemand({ now, leastArrivals }: DemandOptions): Demand {
  const arrivals = new Map<number, number>();
  const currentSecond = (): number => Math.floor(now() / 1000);
  const forget = (): void => {
    for (const second of arrivals.keys()) {
      if (second <= currentSecond() - MEMORY_SECONDS) arrivals.delete(second);
    }
  };
  return {
    note() {
      forget();
      const second = currentSecond();
      arrivals.set(second, (arrivals.get(second) ?? 0) + 1);
    },
    wanted() {
      forget();
      const counts = [...arrivals.values()];
      const all = counts.reduce((sum, count) => sum + count, 0);
      return all < leastArrivals ? 0 : Math.max(...counts) + 1;
    },
  };
}
