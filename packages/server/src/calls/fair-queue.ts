/** Whoever shares a queue fairly with others, such as one client's stream. */
export interface QueueMember {
  /** Waits for a turn. The signal rejects with its reason. */
  enter(signal: AbortSignal): Promise<void>;
  /** A turn is over. */
  leave(): void;
}

/** Turns for the few things that can be done at the same time. */
export interface FairQueue {
  join(): QueueMember;
}

interface Waiter {
  readonly enter: () => void;
}

/**
 * Members that wait take turns, however many turns each of them waits for: one with ten thousand does not stand
 * before one with a single one.
 */
export function createFairQueue(mostAtOnce: number): FairQueue {
  let busy = 0;
  /** Only members with somebody waiting; the first is served next. */
  const rotation: Set<Waiter>[] = [];

  const next = (): Waiter | undefined => {
    const waiting = rotation.shift();
    if (waiting === undefined) return undefined;
    const [first] = waiting;
    if (first !== undefined) waiting.delete(first);
    if (waiting.size > 0) rotation.push(waiting);
    return first;
  };
  const serve = (): void => {
    while (busy < mostAtOnce) {
      const waiter = next();
      if (waiter === undefined) return;
      busy += 1;
      waiter.enter();
    }
  };
  const wait = (waiting: Set<Waiter>, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle = (): void => {
        signal.removeEventListener("abort", giveUp);
      };
      const waiter: Waiter = {
        enter: () => {
          settle();
          resolve();
        },
      };
      const giveUp = (): void => {
        settle();
        waiting.delete(waiter);
        if (waiting.size === 0 && rotation.includes(waiting)) rotation.splice(rotation.indexOf(waiting), 1);
        reject(signal.reason);
      };
      signal.addEventListener("abort", giveUp, { once: true });
      if (waiting.size === 0) rotation.push(waiting);
      waiting.add(waiter);
      serve();
    });

  return {
    join() {
      const waiting = new Set<Waiter>();
      return {
        async enter(signal) {
          signal.throwIfAborted();
          // Whoever waits does so because all are busy.
          if (busy < mostAtOnce) busy += 1;
          else await wait(waiting, signal);
        },
        leave() {
          busy -= 1;
          serve();
        },
      };
    },
  };
}
