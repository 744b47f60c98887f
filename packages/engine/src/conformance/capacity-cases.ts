import assert from "node:assert/strict";

import type { Capacity } from "../model/index.js";
import type { ConformanceCase } from "./case.js";

const REQUESTS = { cpuMillicores: 100, memoryBytes: 32 * 1024 ** 2 };

function requireSensible({ total, available }: Capacity): void {
  for (const amount of ["cpuMillicores", "memoryBytes"] as const) {
    assert.ok(total[amount] > 0, `total ${amount} is ${total[amount]}`);
    assert.ok(available[amount] >= 0 && available[amount] <= total[amount], `available ${amount}`);
  }
}

/** What an engine says about its machine. */
export const CAPACITY_CASES: readonly ConformanceCase[] = [
  {
    id: "capacity",
    title: "what a sandbox was promised is not available to others until it has ended",
    run: async ({ engine, start, finish }) => {
      assert.match(engine.description.architecture, /^(amd64|arm64)$/);
      const before = await engine.capacity();
      requireSensible(before);
      const { id } = await start({ resources: { requests: REQUESTS, limits: {} } });
      const during = await engine.capacity();
      requireSensible(during);
      assert.equal(during.runningSandboxes, before.runningSandboxes + 1);
      assert.equal(during.available.cpuMillicores, before.available.cpuMillicores - REQUESTS.cpuMillicores);
      await engine.stop(id, 0);
      await finish(id);
      const after = await engine.capacity();
      assert.equal(after.runningSandboxes, before.runningSandboxes);
      assert.equal(after.available.cpuMillicores, before.available.cpuMillicores);
      assert.deepEqual(after.total, before.total);
    },
  },
];
