import { expect, test, vi } from "vitest";

import { measureAtOnce, repeat } from "./measure.js";

test("rounds are counted, and those that fail have no sample", async () => {
  const complaints = vi.spyOn(console, "error").mockImplementation(() => undefined);
  let round = 0;
  let cleared = 0;
  const afterEach = async (): Promise<void> => void (cleared += 1);
  const { samples, attempts } = await repeat({ rounds: 4, afterEach }, async () => {
    round += 1;
    if (round === 2) throw new Error("the second one fails");
  });
  expect(attempts).toBe(4);
  expect(samples).toHaveLength(3);
  expect(cleared).toBe(4);
  expect(complaints).toHaveBeenCalledOnce();
  complaints.mockRestore();
});

test("without time there is one round", async () => {
  const { attempts } = await repeat({ rounds: 1000, limitSeconds: 0 }, async () => undefined);
  expect(attempts).toBe(1);
});

test("everything is run, and no more at once than said", async () => {
  let running = 0;
  let most = 0;
  let all = 0;
  await measureAtOnce(25, 4, async () => {
    running += 1;
    all += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  });
  expect({ all, most }).toEqual({ all: 25, most: 4 });
});
