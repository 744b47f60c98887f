import { Sandbox, Session } from "cwsandbox";
import { describe, expect, test } from "vitest";

import { mapMany, MOST_CLIENT_GROWTH_MIB, MOST_SERVER_GROWTH_MIB } from "../support/many-calls.js";
import { uniqueTag, useTestServer } from "../support/suite.js";

const ITEMS = 10_000;
const GONE_MILLISECONDS = 2000;

const server = useTestServer();

describe("a map of ten thousand items", () => {
  test("completes within bounded memory as a stream", async () => {
    const report = await mapMany(server.current, "mapStream", ITEMS);
    expect(report.right).toBe(ITEMS);
    expect(report.clientGrowthMib).toBeLessThanOrEqual(MOST_CLIENT_GROWTH_MIB);
    expect(report.serverGrowthMib).toBeLessThanOrEqual(MOST_SERVER_GROWTH_MIB);
  });

  test("leaves nothing within two seconds when it is aborted in the middle", async () => {
    const tag = uniqueTag("ten-thousand");
    const aborting = new AbortController();
    await using session = new Session({ tags: [tag] });
    const wait = session.function((n: number) => n, { signal: aborting.signal });
    const calls = wait.map(Array.from({ length: ITEMS }, (_, n): [number] => [n]));
    await calls[100];
    aborting.abort(new Error("enough"));
    await expect.poll(() => Sandbox.list({ tags: [tag] }), { timeout: GONE_MILLISECONDS }).toEqual([]);
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.some(({ status }) => status === "rejected")).toBe(true);
  });
});
