import { Sandbox, Session } from "cwsandbox";
import { expect, test } from "vitest";

import { mapMany, MOST_CLIENT_GROWTH_MIB, MOST_SERVER_GROWTH_MIB } from "../support/many-calls.js";
import { uniqueTag, useTestServer } from "../support/suite.js";

/** Ten thousand are mapped by the long tests. */
const ITEMS = 200;
const MANY = 2000;

const server = useTestServer();

test.each(["map", "mapStream"] as const)(
  "hundreds of calls complete within bounded memory: %s",
  async (how) => {
    const report = await mapMany(server.current, how, ITEMS);
    expect(report.right).toBe(ITEMS);
    expect(report.clientGrowthMib).toBeLessThanOrEqual(MOST_CLIENT_GROWTH_MIB);
    expect(report.serverGrowthMib).toBeLessThanOrEqual(MOST_SERVER_GROWTH_MIB);
  },
);

test("two thousand calls, most of them waiting, leave nothing when they are aborted", async () => {
  const tag = uniqueTag("many");
  const aborting = new AbortController();
  await using session = new Session({ tags: [tag] });
  const same = session.function((n: number) => n, { signal: aborting.signal });
  const calls = same.map(Array.from({ length: MANY }, (_, n): [number] => [n]));
  expect(await calls[10]).toBe(10);
  const reason = new Error("enough");
  aborting.abort(reason);
  await expect.poll(() => Sandbox.list({ tags: [tag] })).toEqual([]);
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes.at(-1)).toEqual({ status: "rejected", reason });
  expect(session.sandboxCount).toBe(0);
});
