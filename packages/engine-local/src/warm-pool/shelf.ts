import type { Demand } from "./demand.js";

/** Something that can be prepared before anybody wants it, is given to one, and then removed. */
export interface PoolItem {
  /** Resolves when it is prepared; rejects when that failed. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended by itself and is of no use any more. */
  readonly ended: Promise<unknown>;
  /** Ends and removes it. Does not reject. */
  remove(): Promise<void>;
}

/** The prepared items of one kind. */
export interface Shelf<Item extends PoolItem> {
  /** @param isAhead - Nobody waits for it yet. */
  readonly make: (isAhead: boolean) => Item;
  readonly demand: Demand;
  /** Oldest first. */
  readonly ready: Item[];
  readonly preparing: Set<Item>;
  /** The last preparation failed; nobody prepares another one until somebody asks. */
  isBroken: boolean;
}

/** Takes the best there is: prepared, or nearly so. */
export function takeFrom<Item extends PoolItem>(
  shelf: Shelf<Item>,
): { readonly item: Item; readonly how: "hits" | "waits" } | undefined {
  const ready = shelf.ready.shift();
  if (ready !== undefined) return { item: ready, how: "hits" };
  for (const preparing of shelf.preparing) {
    shelf.preparing.delete(preparing);
    return { item: preparing, how: "waits" };
  }
  return undefined;
}

export function stockOf<Item extends PoolItem>({ ready, preparing }: Shelf<Item>): number {
  return ready.length + preparing.size;
}
