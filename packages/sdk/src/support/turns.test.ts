import { expect, test } from "vitest";
import { deferred, type Deferred } from "./deferred.js";
import { Turns } from "./turns.js";

/** Pieces of work that end when the test says so, and the order in which they began. */
function works(turns: Turns) {
  const begun: number[] = [];
  const gates = new Map<number, Deferred<number>>();
  return {
    begun,
    start: (id: number, signal?: AbortSignal): Promise<number> => {
      const gate = deferred<number>();
      gates.set(id, gate);
      return turns.take(signal, () => {
        begun.push(id);
        return gate.promise;
      });
    },
    end: (id: number): void => gates.get(id)?.resolve(id),
    fail: (id: number): void => gates.get(id)?.reject(new Error(`${id}`)),
  };
}

test("work begins at once while there is room, and then in the order of arrival", async () => {
  const { begun, start, end, fail } = works(new Turns(2));
  const [first, second, third, fourth] = [start(1), start(2), start(3), start(4)];
  expect(begun).toEqual([1, 2]);
  end(2);
  expect(await second).toBe(2);
  await expect.poll(() => begun).toEqual([1, 2, 3]);
  fail(1);
  await expect(first).rejects.toThrow("1");
  await expect.poll(() => begun).toEqual([1, 2, 3, 4]);
  end(3);
  end(4);
  expect(await Promise.all([third, fourth])).toEqual([3, 4]);
});

test("whoever gives up waiting is passed over, with the reason of the signal", async () => {
  const { begun, start, end } = works(new Turns(1));
  const giveUp = new AbortController();
  const [first, second, third] = [start(1), start(2, giveUp.signal), start(3)];
  giveUp.abort(new Error("no longer"));
  await expect(second).rejects.toThrow("no longer");
  end(1);
  expect(await first).toBe(1);
  end(3);
  expect(await third).toBe(3);
  expect(begun).toEqual([1, 3]);
  const last = start(4);
  expect(begun).toEqual([1, 3, 4]);
  end(4);
  await last;
});

test("an aborted signal does not wait", async () => {
  const { start, end } = works(new Turns(1));
  const first = start(1);
  await expect(start(2, AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
  end(1);
  await first;
});
