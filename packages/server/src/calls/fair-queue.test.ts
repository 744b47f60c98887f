import { expect, test } from "vitest";

import { createFairQueue } from "./fair-queue.js";

const never = new AbortController().signal;
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("a member with one turn to wait for is not held up by one with many", async () => {
  const queue = createFairQueue(1);
  const [busy, single] = [queue.join(), queue.join()];
  const order: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    void busy.enter(never).then(() => order.push(`busy ${index}`));
  }
  void single.enter(never).then(() => order.push("single"));
  await settle();
  for (let turn = 0; turn < 6; turn += 1) {
    (order.at(-1) === "single" ? single : busy).leave();
    await settle();
  }
  expect(order).toEqual(["busy 0", "busy 1", "single", "busy 2", "busy 3", "busy 4"]);
});

test("whoever gives up gets no turn and keeps nobody waiting", async () => {
  const queue = createFairQueue(1);
  const [first, second] = [queue.join(), queue.join()];
  const impatient = new AbortController();
  await first.enter(never);
  const gone = second.enter(impatient.signal);
  let isServed = false;
  const served = first.enter(never).then(() => (isServed = true));
  impatient.abort(new Error("enough"));
  await expect(gone).rejects.toThrow("enough");
  await settle();
  expect(isServed).toBe(false);
  first.leave();
  await served;
  await expect(second.enter(AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
});

test("as many at once as it was made for", async () => {
  const queue = createFairQueue(3);
  const member = queue.join();
  let entered = 0;
  for (let index = 0; index < 10; index += 1) void member.enter(never).then(() => (entered += 1));
  await settle();
  expect(entered).toBe(3);
  member.leave();
  await settle();
  expect(entered).toBe(4);
});
