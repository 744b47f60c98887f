import { getEventListeners } from "node:events";
import { describe, expect, test, vi } from "vitest";
import {
  CleanupStack,
  deferred,
  Fifo,
  linkSignals,
  onAbort,
  nearest,
  startTimer,
  untilAborted,
  withTimeout,
} from "./index.js";

const makeError = (): Error => new Error("late");

function failing(text: string): () => never {
  return () => {
    throw new Error(text);
  };
}

describe("startTimer", () => {
  test("fires after months, which one timer of the runtime cannot", () => {
    vi.useFakeTimers();
    try {
      const fired = vi.fn();
      startTimer(60 * 86_400, fired);
      vi.advanceTimersByTime(60 * 86_400_000 - 1);
      expect(fired).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(fired).toHaveBeenCalledTimes(1);
      startTimer(Number.POSITIVE_INFINITY, fired);
      expect(vi.getTimerCount()).toBe(0);
      startTimer(1, fired)();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("withTimeout", () => {
  test("gives the outcome or the made error", async () => {
    expect(await withTimeout(Promise.resolve(1), 1, makeError)).toBe(1);
    await expect(withTimeout(new Promise(() => {}), 0.001, makeError)).rejects.toThrow("late");
    await expect(withTimeout(Promise.reject(new Error("own")), 1, makeError)).rejects.toThrow("own");
  });
});

describe("linkSignals", () => {
  test("aborts with the reason of the first cause and forgets the others", () => {
    const [left, right] = [new AbortController(), new AbortController()];
    const linked = linkSignals({ signals: [left.signal, undefined, right.signal], timeoutSeconds: 3600 });
    right.abort("right");
    left.abort("left");
    expect(linked.signal.reason).toBe("right");
  });

  test("an aborted signal counts at once", () => {
    expect(linkSignals({ signals: [AbortSignal.abort("early")] }).signal.reason).toBe("early");
  });

  test("a released one listens no more and keeps no timer", () => {
    const controller = new AbortController();
    const before = process.getActiveResourcesInfo().length;
    const linked = linkSignals({ signals: [controller.signal], timeoutSeconds: 3600 });
    linked.release();
    controller.abort();
    expect(linked.signal.aborted).toBe(false);
    expect(process.getActiveResourcesInfo().length).toBe(before);
  });

  test("a limit aborts with its own error", async () => {
    const linked = linkSignals({ timeoutSeconds: 0.001, makeTimeoutError: () => new Error("limit") });
    await expect(untilAborted(new Promise(() => {}), linked.signal)).rejects.toThrow("limit");
  });
});

describe("onAbort", () => {
  test("a signal gets one listener, however many wait, and none when nobody does", () => {
    const controller = new AbortController();
    const told: number[] = [];
    const releases = Array.from({ length: 1000 }, (_, index) =>
      onAbort(controller.signal, () => told.push(index)),
    );
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    for (const release of releases.slice(2)) release();
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    for (const release of releases.slice(0, 2)) release();
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    onAbort(controller.signal, () => told.push(1000));
    for (const release of releases) release();
    controller.abort();
    expect(told).toEqual([1000]);
  });
});

describe("untilAborted", () => {
  test("rejects with the signal's own reason, also when it is no error", async () => {
    await expect(untilAborted(new Promise(() => {}), AbortSignal.abort("stop"))).rejects.toBe("stop");
    expect(await untilAborted(Promise.resolve(2), new AbortController().signal)).toBe(2);
    expect(await untilAborted(Promise.resolve(3), undefined)).toBe(3);
  });
});

describe("CleanupStack", () => {
  test("runs in reverse order, once, also behind a failing step", async () => {
    const order: number[] = [];
    const stack = new CleanupStack();
    stack.defer(() => order.push(1));
    stack.defer(async () => {
      await Promise.resolve();
      order.push(2);
      throw new Error("two");
    });
    stack.defer(() => order.push(3));
    await expect(stack.run()).rejects.toThrow("two");
    await stack.run();
    expect(order).toEqual([3, 2, 1]);
  });

  test("collects several errors; a dismissed stack does nothing", async () => {
    const stack = new CleanupStack();
    stack.defer(failing("a"));
    stack.defer(failing("b"));
    await expect(stack.run()).rejects.toMatchObject({ errors: [{ message: "b" }, { message: "a" }] });
    stack.defer(failing("c"));
    stack.dismiss();
    await stack[Symbol.asyncDispose]();
  });
});

describe("Fifo", () => {
  test("keeps order over many items", () => {
    const queue = new Fifo<number>();
    const taken: (number | undefined)[] = [];
    for (let value = 0; value < 5000; value += 1) {
      queue.push(value);
      if (value % 2 === 1) taken.push(queue.shift());
    }
    expect(queue.length).toBe(2500);
    taken.push(...queue.drain());
    expect(taken).toEqual(Array.from({ length: 5000 }, (_, index) => index));
    expect([queue.shift(), queue.length]).toEqual([undefined, 0]);
  });
});

test("deferred settles from outside", async () => {
  const good = deferred<number>();
  good.resolve(1);
  expect(await good.promise).toBe(1);
  const bad = deferred<number>();
  bad.reject(new Error("no"));
  await expect(bad.promise).rejects.toThrow("no");
});

test("nearest finds the word that was meant", () => {
  const known = ["containerImage", "command", "tags"];
  expect(nearest("container_image", known)).toBe("containerImage");
  expect(nearest("comand", known)).toBe("command");
  expect(nearest("banana", known)).toBeUndefined();
});
