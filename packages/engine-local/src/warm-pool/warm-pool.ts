import { createDeferred, EngineError } from "@cwsandbox/engine";
import type { Deferred, PreparationCounts } from "@cwsandbox/engine";

import { createDemand } from "./demand.js";
import { poolLimits } from "./limits.js";
import type { PoolHost, PoolLimits } from "./limits.js";
import { stockOf, takeFrom } from "./shelf.js";
import type { PoolItem, Shelf } from "./shelf.js";

/** Whoever has just got an item uses the processors first. */
const REFILL_PAUSE_SECONDS = 0.025;
/** How often the stock is compared with a demand that only shrinks. */
const TRIM_PAUSE_SECONDS = 10;

export interface WantedItem<Item> {
  readonly key: string;
  readonly make: (isAhead: boolean) => Item;
  /** Ends the wait for room. */
  readonly signal: AbortSignal;
}

interface Waiter<Item extends PoolItem> {
  readonly shelf: Shelf<Item>;
  readonly given: Deferred<Item>;
}

/**
 * Hands out items of which each is used once. It prepares as many of a kind as its demand lets expect and the machine
 * can spare, behind the work of those who have one, and none of a kind that nobody wants any more.
 */
export class WarmPool<Item extends PoolItem> implements AsyncDisposable {
  readonly #host: PoolHost;
  readonly #limits: PoolLimits;
  readonly #shelves = new Map<string, Shelf<Item>>();
  readonly #waiters = new Set<Waiter<Item>>();
  readonly #leaving = new Set<Promise<void>>();
  readonly #counts = { hits: 0, waits: 0, misses: 0 };
  #starting = 0;
  #given = 0;
  #refillTimer: NodeJS.Timeout | undefined;
  #trimTimer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(host: PoolHost) {
    this.#host = host;
    this.#limits = poolLimits(host);
  }

  /** An item for one user, who says {@link giveBack} when it is used up. It may not be ready yet. */
  async take({ key, make, signal }: WantedItem<Item>): Promise<Item> {
    signal.throwIfAborted();
    if (this.#isClosed) throw closed();
    const shelf = this.#shelfOf(key, make);
    shelf.demand.note();
    shelf.isBroken = false;
    const item = this.#waiters.size === 0 ? this.#pick(shelf) : undefined;
    const given = item ?? (await this.#wait(shelf, signal));
    this.#refillLater();
    return given;
  }

  /** A prepared item, if there is one. Whoever gets none helps itself; the next one may find some. It is not given back. */
  takeReady(key: string, make: Shelf<Item>["make"]): Item | undefined {
    if (this.#isClosed) return undefined;
    const shelf = this.#shelfOf(key, make);
    shelf.demand.note();
    shelf.isBroken = false;
    const item = shelf.ready.shift();
    this.#counts[item === undefined ? "misses" : "hits"] += 1;
    this.#refillLater();
    return item;
  }

  /** An item that was taken is gone, and so there is room again. */
  giveBack(): void {
    this.#given -= 1;
    this.#serve();
    this.#refill();
  }

  counts(): PreparationCounts {
    const shelves = [...this.#shelves.values()];
    return {
      ...this.#counts,
      prepared: shelves.reduce((sum, { ready }) => sum + ready.length, 0),
      preparing: shelves.reduce((sum, { preparing }) => sum + preparing.size, 0),
    };
  }

  /** All that is prepared, or about to be. */
  stock(): readonly Item[] {
    return [...this.#shelves.values()].flatMap(itemsOf);
  }

  /** Gives out nothing more, removes all that is prepared, and waits for it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#refillTimer);
    clearTimeout(this.#trimTimer);
    for (const { given } of this.#waiters) given.reject(closed());
    this.#waiters.clear();
    for (const shelf of this.#shelves.values()) this.#shrink(shelf, 0);
    await Promise.all(this.#leaving);
  }

  #shelfOf(key: string, make: Shelf<Item>["make"]): Shelf<Item> {
    const known = this.#shelves.get(key);
    // The last one used stands last, the first is the first to be given up.
    if (known !== undefined) this.#shelves.delete(key);
    const demand = known?.demand ?? createDemand(this.#host);
    const shelf = known ?? { make, demand, ready: [], preparing: new Set<Item>(), isBroken: false };
    this.#shelves.set(key, shelf);
    this.#trimLater();
    return shelf;
  }

  #pick(shelf: Shelf<Item>): Item | undefined {
    const taken = takeFrom(shelf);
    if (taken === undefined && (this.#starting >= this.#limits.mostStarting || !this.#makesRoom())) {
      return undefined;
    }
    const item = taken?.item ?? this.#start(shelf, false);
    this.#counts[taken?.how ?? "misses"] += 1;
    this.#given += 1;
    return item;
  }

  async #wait(shelf: Shelf<Item>, signal: AbortSignal): Promise<Item> {
    const waiter: Waiter<Item> = { shelf, given: createDeferred<Item>() };
    const leave = (): void => {
      if (this.#waiters.delete(waiter)) waiter.given.reject(signal.reason);
    };
    this.#waiters.add(waiter);
    signal.addEventListener("abort", leave, { once: true });
    try {
      return await waiter.given.promise;
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  /** First come, first served; whoever wants what is not there lets nobody pass who needs the same room. */
  #serve(): void {
    for (const waiter of this.#waiters) {
      try {
        const item = this.#pick(waiter.shelf);
        if (item === undefined) return;
        waiter.given.resolve(item);
      } catch (error) {
        waiter.given.reject(error);
      }
      this.#waiters.delete(waiter);
    }
  }

  /** When memory is short, what nobody uses goes first. With nothing in use it cannot get better by waiting. */
  #makesRoom(): boolean {
    if (this.#limits.hasRoom()) return true;
    for (const shelf of this.#shelves.values()) this.#shrink(shelf, 0);
    return this.#given === 0;
  }

  #start(shelf: Shelf<Item>, isAhead: boolean): Item {
    const item = shelf.make(isAhead);
    this.#starting += 1;
    const settle = (isReady: boolean): void => {
      this.#starting -= 1;
      if (shelf.preparing.delete(item)) this.#shelve(shelf, item, isReady);
      this.#serve();
      this.#refillLater();
    };
    item.ready.then(
      () => {
        settle(true);
      },
      () => {
        settle(false);
      },
    );
    return item;
  }

  #shelve(shelf: Shelf<Item>, item: Item, isReady: boolean): void {
    if (!isReady || this.#isClosed) {
      shelf.isBroken = true;
      this.#letGo(item);
      return;
    }
    shelf.ready.push(item);
    void item.ended.then(() => {
      const place = shelf.ready.indexOf(item);
      if (place >= 0) shelf.ready.splice(place, 1).forEach((dead) => this.#letGo(dead));
    });
  }

  #refillLater(): void {
    if (this.#isClosed || this.#refillTimer !== undefined) return;
    this.#refillTimer = setTimeout(() => {
      this.#refillTimer = undefined;
      this.#refill();
    }, REFILL_PAUSE_SECONDS * 1000).unref();
  }

  /** The kind that was used last is prepared first. */
  #refill(): void {
    if (this.#isClosed || this.#waiters.size > 0) return;
    for (const shelf of [...this.#shelves.values()].toReversed()) {
      while (this.#mayRefill(shelf)) this.#prepare(shelf);
    }
  }

  #prepare(shelf: Shelf<Item>): void {
    try {
      shelf.preparing.add(this.#start(shelf, true));
    } catch {
      // Whoever asks next is told why.
      shelf.isBroken = true;
    }
  }

  #mayRefill(shelf: Shelf<Item>): boolean {
    const { mostRefills, mostPrepared, hasRoom } = this.#limits;
    if (shelf.isBroken || this.#starting >= mostRefills || stockOf(shelf) >= shelf.demand.wanted()) {
      return false;
    }
    const most = mostPrepared();
    if (this.stock().length >= most) this.#giveUpOldest(shelf);
    return this.stock().length < most && hasRoom();
  }

  /** The kind that was not used for the longest time makes room for one that is wanted now. */
  #giveUpOldest(wanted: Shelf<Item>): void {
    for (const shelf of this.#shelves.values()) {
      if (shelf === wanted) return;
      if (stockOf(shelf) > 0) {
        this.#shrink(shelf, stockOf(shelf) - 1);
        return;
      }
    }
  }

  #trimLater(): void {
    if (this.#isClosed || this.#trimTimer !== undefined || this.#shelves.size === 0) return;
    this.#trimTimer = setTimeout(() => {
      this.#trimTimer = undefined;
      this.#trim();
    }, TRIM_PAUSE_SECONDS * 1000).unref();
  }

  #trim(): void {
    const room = this.#limits.hasRoom();
    for (const [key, shelf] of this.#shelves) {
      const wanted = shelf.demand.wanted();
      this.#shrink(shelf, room ? wanted : 0);
      if (wanted === 0) this.#shelves.delete(key);
    }
    this.#trimLater();
  }

  #shrink(shelf: Shelf<Item>, size: number): void {
    while (stockOf(shelf) > size) {
      const [preparing] = shelf.preparing;
      const item = shelf.ready.shift() ?? preparing;
      if (item === undefined) return;
      shelf.preparing.delete(item);
      this.#letGo(item);
    }
  }

  #letGo(item: Item): void {
    const leaving = item.remove();
    this.#leaving.add(leaving);
    void leaving.then(() => this.#leaving.delete(leaving));
  }
}

function itemsOf<Item extends PoolItem>({ ready, preparing }: Shelf<Item>): readonly Item[] {
  return ready.concat([...preparing]);
}

function closed(): EngineError {
  return new EngineError("unavailable", "The engine is being closed and takes no new calls");
}
