import { setTimeout as sleep } from "node:timers/promises";

import { SandboxExecutionError, Session } from "cwsandbox";
import { describe, expect, test } from "vitest";

import { expectKeptApart, makeMixedCalls } from "../support/mixed-calls.js";
import { useTestServer } from "../support/suite.js";

useTestServer();

/** Thousands are made by the long tests. */
const CALLS = 150;

test("calls of many kinds, interleaved at random, see their own and nobody else's", async () => {
  expectKeptApart(await makeMixedCalls(CALLS, 20_261_121));
});

describe("in a sandbox that was prepared", () => {
  const MOST_ATTEMPTS = 100;
  /** Calls, with time to prepare between, until a call found a process that is older than itself. */
  async function untilPrepared<Found>(
    call: () => Promise<{ readonly bornAt: number; readonly found: Found }>,
  ): Promise<Found> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const askedAt = Date.now();
      const { bornAt, found } = await call();
      if (attempt > 0 && bornAt < askedAt) return found;
      await sleep(300);
    }
    throw new Error(`none of ${MOST_ATTEMPTS} calls found a prepared sandbox`);
  }

  test("the memory limit holds", async () => {
    await using session = new Session();
    const hold = session.function(
      (sizeMib: number) => {
        console.log(performance.timeOrigin);
        return Array.from({ length: sizeMib }, () => Buffer.alloc(2 ** 20, 1)).length;
      },
      { resources: { limits: { memory: "160Mi" } } },
    );
    expect(await hold.remote(8)).toBe(8);
    const error = await untilPrepared(async () => {
      const found: unknown = await hold.remote(400).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(found instanceof SandboxExecutionError))
        throw new Error(`the limit did not hold: ${String(found)}`);
      return { bornAt: Number(found.execResult?.stdout), found };
    });
    expect(error).toMatchObject({ reason: "FUNCTION_OUT_OF_MEMORY", execResult: { returncode: 137 } });
  });

  test("the processor limit holds", async () => {
    await using session = new Session();
    const burn = session.function(
      (forMilliseconds: number) => {
        const end = Date.now() + forMilliseconds;
        const before = process.cpuUsage();
        while (Date.now() < end);
        const { user, system } = process.cpuUsage(before);
        return { bornAt: performance.timeOrigin, found: (user + system) / 1000 };
      },
      { resources: { limits: { cpu: "200m" } } },
    );
    const usedMilliseconds = await untilPrepared(() => burn.remote(2000).result());
    expect(usedMilliseconds).toBeGreaterThan(0);
    expect(usedMilliseconds).toBeLessThan(2000 * 0.2 + 300);
  });
});
