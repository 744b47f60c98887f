import { Sandbox, Session } from "cwsandbox";
import { describe, expect, test } from "vitest";

import {
  mapMany,
  measureGrowth,
  MOST_CLIENT_GROWTH_MIB,
  MOST_SERVER_GROWTH_MIB,
} from "../support/many-calls.js";
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

  test("leaves nothing, within bounded memory, when it is aborted in the middle of the stream", async () => {
    const tag = uniqueTag("stream");
    const aborting = new AbortController();
    await using session = new Session({ tags: [tag] });
    const same = session.function((n: number) => n);
    await same.remote(0);
    const reason = new Error("enough");
    let taken = 0;
    const takeHalf = async (): Promise<void> => {
      const items = Array.from({ length: ITEMS }, (_, n): [number] => [n]);
      for await (const value of same.mapStream(items, { signal: aborting.signal })) {
        expect(value).toBe(taken);
        taken += 1;
        if (taken === ITEMS / 2) aborting.abort(reason);
      }
    };
    const growth = await measureGrowth(server.current, async () => {
      await expect(takeHalf()).rejects.toBe(reason);
      await expect.poll(() => Sandbox.list({ tags: [tag] }), { timeout: GONE_MILLISECONDS }).toEqual([]);
    });
    expect(taken).toBe(ITEMS / 2);
    expect(session.sandboxCount).toBe(0);
    expect(growth.clientGrowthMib).toBeLessThanOrEqual(MOST_CLIENT_GROWTH_MIB);
    expect(growth.serverGrowthMib).toBeLessThanOrEqual(MOST_SERVER_GROWTH_MIB);
  });
});
