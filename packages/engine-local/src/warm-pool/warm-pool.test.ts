import { createDeferred } from "@cwsandbox/engine";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { poolKey, WarmPool } from "./index.js";
import type { PoolItem } from "./index.js";

const GIB = 2 ** 30;
const never = new AbortController().signal;

interface Made extends PoolItem {
  readonly key: string;
  readonly isAhead: boolean;
  readonly finish: () => void;
  readonly fail: () => void;
  readonly die: () => void;
}

/** Items that become ready when the test says so. */
function workshop() {
  const made: Made[] = [];
  const removed: PoolItem[] = [];
  const make = (key: string) => (isAhead: boolean) => {
    const ready = createDeferred<void>();
    const ended = createDeferred<void>();
    const item = {
      key,
      isAhead,
      ready: ready.promise,
      ended: ended.promise,
      finish: () => ready.resolve(),
      fail: () => ready.reject(new Error("broken")),
      die: () => ended.resolve(),
      remove: async () => void removed.push(item),
    };
    made.push(item);
    return item;
  };
  return { made, removed, make };
}

function openPool(changes: { freeBytes?: () => number; mostPrepared?: number; processors?: number } = {}) {
  return new WarmPool<Made>({
    processors: changes.processors ?? 4,
    mostPrepared: changes.mostPrepared ?? 8,
    availableMemoryBytes: changes.freeBytes ?? (() => 8 * GIB),
    now: () => Date.now(),
    leastArrivals: 1,
  });
}

/** Lets everything happen that only waits for other promises, and the pause before a refill pass. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(30);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a pool", () => {
  test("the first of a kind is made, and the next one is there already", async () => {
    const { made, make } = workshop();
    const pool = openPool();
    const first = await pool.take({ key: "a", make: make("a"), signal: never });
    expect(first).toBe(made[0]);
    made[0]?.finish();
    await settle();
    expect(made).toHaveLength(3);
    made[1]?.finish();
    await settle();
    expect(pool.counts()).toMatchObject({ hits: 0, misses: 1, prepared: 1, preparing: 1 });
    expect(await pool.take({ key: "a", make: make("a"), signal: never })).toBe(made[1]);
    expect(pool.counts()).toMatchObject({ hits: 1, misses: 1 });
  });

  test("what is made for somebody who waits is told from what is made ahead", async () => {
    const { made, make } = workshop();
    await openPool().take({ key: "a", make: make("a"), signal: never });
    made[0]?.finish();
    await settle();
    expect(made.map(({ isAhead }) => isAhead)).toEqual([false, true, true]);
  });

  test("one that is nearly ready is better than a new one", async () => {
    const { made, make } = workshop();
    const pool = openPool();
    await pool.take({ key: "a", make: make("a"), signal: never });
    made[0]?.finish();
    await settle();
    expect(await pool.take({ key: "a", make: make("a"), signal: never })).toBe(made[1]);
    expect(pool.counts()).toMatchObject({ waits: 1, misses: 1 });
  });

  test("nobody gets what was made for another kind", async () => {
    const { made, make } = workshop();
    const pool = openPool();
    await pool.take({ key: "a", make: make("a"), signal: never });
    for (const item of made) item.finish();
    await settle();
    for (const item of made) item.finish();
    await settle();
    const other = await pool.take({ key: "b", make: make("b"), signal: never });
    expect(other.key).toBe("b");
    expect(pool.counts()).toMatchObject({ hits: 0, misses: 2 });
  });

  test("at most so many start at the same time; the rest waits in the order of arrival, and may give up", async () => {
    const { made, make } = workshop();
    const pool = openPool({ processors: 1, mostPrepared: 0 });
    const order: number[] = [];
    const impatient = new AbortController();
    const take = (index: number, signal = never): Promise<void> =>
      pool.take({ key: "a", make: make("a"), signal }).then(() => void order.push(index));
    const taken = [take(0), take(1), take(2)];
    const gone = take(3, impatient.signal);
    taken.push(take(4));
    await settle();
    expect(order).toEqual([0, 1]);
    impatient.abort(new Error("enough"));
    await expect(gone).rejects.toThrow("enough");
    for (let round = 0; round < 4; round += 1) {
      for (const item of made) item.finish();
      await settle();
    }
    await Promise.all(taken);
    expect(order).toEqual([0, 1, 2, 4]);
  });

  test("little memory shrinks it instead of failing anybody", async () => {
    let freeBytes = 8 * GIB;
    const { made, removed, make } = workshop();
    const pool = openPool({ freeBytes: () => freeBytes });
    await pool.take({ key: "a", make: make("a"), signal: never });
    for (let round = 0; round < 4; round += 1) {
      for (const item of made) item.finish();
      await settle();
    }
    expect(pool.counts().prepared).toBeGreaterThan(0);
    freeBytes = 2 ** 20;
    pool.giveBack();
    const other = await pool.take({ key: "b", make: make("b"), signal: never });
    expect(other.key).toBe("b");
    expect(pool.counts()).toMatchObject({ prepared: 0, preparing: 0 });
    expect(removed.length).toBeGreaterThan(0);
  });

  test("with little memory somebody waits until another one is done, and is served then", async () => {
    let freeBytes = 8 * GIB;
    const { make } = workshop();
    const pool = openPool({ freeBytes: () => freeBytes, mostPrepared: 0 });
    await pool.take({ key: "a", make: make("a"), signal: never });
    freeBytes = 2 ** 20;
    let isServed = false;
    const second = pool.take({ key: "a", make: make("a"), signal: never }).then(() => (isServed = true));
    await settle();
    expect(isServed).toBe(false);
    pool.giveBack();
    await second;
    expect(isServed).toBe(true);
  });

  test("what nobody asked for in a minute is given up, and so is what died", async () => {
    const { made, removed, make } = workshop();
    const pool = openPool();
    await pool.take({ key: "a", make: make("a"), signal: never });
    for (let round = 0; round < 3; round += 1) {
      for (const item of made) item.finish();
      await settle();
    }
    const { prepared } = pool.counts();
    made[1]?.die();
    await settle();
    expect(removed).toEqual([made[1]]);
    await vi.advanceTimersByTimeAsync(90_000);
    expect(prepared).toBe(2);
    expect(pool.counts()).toMatchObject({ prepared: 0, preparing: 0 });
    expect(removed).toHaveLength(made.length - 1);
  });

  test("a preparation that fails is not repeated before somebody asks again", async () => {
    const { made, make } = workshop();
    const pool = openPool();
    await pool.take({ key: "a", make: make("a"), signal: never });
    made[0]?.finish();
    await settle();
    for (const item of made) item.fail();
    await settle();
    const before = made.length;
    await vi.advanceTimersByTimeAsync(5000);
    expect(made).toHaveLength(before);
  });

  test("its end removes what is prepared and refuses whoever waits", async () => {
    const { made, removed, make } = workshop();
    const pool = openPool({ processors: 1 });
    const first = await pool.take({ key: "a", make: make("a"), signal: never });
    await pool.take({ key: "a", make: make("a"), signal: never });
    const waiting = pool.take({ key: "a", make: make("a"), signal: never });
    const refusal = expect(waiting).rejects.toMatchObject({ code: "unavailable" });
    await pool[Symbol.asyncDispose]();
    await refusal;
    expect(removed).not.toContain(first);
    expect(removed).toHaveLength(Math.max(0, made.length - 2));
    await expect(pool.take({ key: "a", make: make("a"), signal: never })).rejects.toMatchObject({
      code: "unavailable",
    });
  });
});

describe("the key of a pool", () => {
  const spec = {
    image: "builtin",
    command: [],
    environment: { A: "1", B: "2" },
    resources: { requests: {}, limits: { memoryBytes: 1 } },
    files: [{ path: "/f", content: new Uint8Array([1]) }],
    tags: ["t"],
    maxLifetimeSeconds: 1,
    attachments: { owner: "me" },
  };
  const key = poolKey("call", "sha256:1", spec);

  test("is the same for what only differs in notes and in the order of names", () => {
    const noted = { ...spec, tags: [], maxLifetimeSeconds: 2, attachments: {} };
    expect(poolKey("call", "sha256:1", { ...noted, environment: { B: "2", A: "1" } })).toBe(key);
  });

  test.each([
    ["environment", { environment: { A: "1", B: "3" } }],
    ["limits", { resources: { requests: {}, limits: { memoryBytes: 2 } } }],
    ["files", { files: [{ path: "/f", content: new Uint8Array([2]) }] }],
    ["workingDirectory", { workingDirectory: "/x" }],
    ["command", { command: ["x"] }],
    ["a field that nobody has thought of", { fieldOfTomorrow: true }],
  ])("differs with %s", (_what, change) => {
    expect(poolKey("call", "sha256:1", { ...spec, ...change })).not.toBe(key);
  });

  test("differs with the image behind the name, and with the purpose", () => {
    expect(poolKey("call", "sha256:2", spec)).not.toBe(key);
    expect(poolKey("sandbox", "sha256:1", spec)).not.toBe(key);
  });
});
