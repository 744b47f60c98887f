import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { results, Session } from "cwsandbox";
import { afterEach, expect, test, vi } from "vitest";

import { findCgroups, findLastingLeftovers, NOTHING_LEFT } from "../support/leftovers.js";
import { startTestServer } from "../support/test-server.js";

const BURST = 20;

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([0, 100, 400])(
  "a server killed %i ms after a burst, while it prepares, leaves nothing after its restart",
  async (delayMilliseconds) => {
    await using server = await startTestServer();
    vi.stubEnv("CWSANDBOX_BASE_URL", server.baseUrl);
    await using session = new Session();
    const double = session.function((x: number) => 2 * x);
    const items = Array.from({ length: BURST }, (_, n): [number] => [n]);
    expect(await results(double.map(items))).toEqual(items.map(([n]) => 2 * n));
    await expect.poll(() => findCgroups(server.directory)).not.toEqual([]);
    await sleep(delayMilliseconds);
    await server.kill("SIGKILL");
    // Nobody asked for what is there now.
    const groups = await findCgroups(server.directory);
    await server.restart();
    expect(groups).not.toEqual([]);
    expect(await findLastingLeftovers(server.directory, [server.pid])).toEqual(NOTHING_LEFT);
    // A group whose sandbox has no directory any more would not be found there.
    expect(groups.filter((group) => existsSync(group))).toEqual([]);

    expect(await session.function((x: number) => x + 1).remote(1)).toBe(2);
    await server.kill("SIGTERM");
    expect(await findLastingLeftovers(server.directory)).toEqual(NOTHING_LEFT);
  },
);
