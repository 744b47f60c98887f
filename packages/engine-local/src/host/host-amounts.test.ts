import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir, totalmem } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import type { CgroupTrees } from "./cgroups.js";
import { readHostAmounts } from "./host-amounts.js";

const MIB = 1024 ** 2;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "cwsandbox-test-"));
});
afterEach(() => rm(directory, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
}

const tree = (kind: "v1" | "v2"): CgroupTrees => ({
  kind,
  roots: [{ directory, controllers: kind === "v1" ? ["rw", "memory", "cpu"] : ["rw"] }],
});

test("without limits it is the machine", async () => {
  const { total, freeMemoryBytes } = await readHostAmounts({ kind: "none", roots: [] });
  expect(total).toEqual({ cpuMillicores: availableParallelism() * 1000, memoryBytes: totalmem() });
  expect(freeMemoryBytes).toBeGreaterThan(0);
  expect(freeMemoryBytes).toBeLessThanOrEqual(totalmem());
});

test("a host that is a container of version 2 has what its group may use", async () => {
  await write({
    "memory.max": `${128 * MIB}\n`,
    "memory.current": `${100 * MIB}\n`,
    "memory.stat": `anon 1\ninactive_file ${12 * MIB}\n`,
    "cpu.max": "50000 100000\n",
  });
  expect(await readHostAmounts(tree("v2"))).toEqual({
    total: { cpuMillicores: 500, memoryBytes: 128 * MIB },
    freeMemoryBytes: 40 * MIB,
  });
});

test("and so of version 1", async () => {
  await write({
    "memory.limit_in_bytes": `${128 * MIB}\n`,
    "memory.usage_in_bytes": `${100 * MIB}\n`,
    "memory.stat": `inactive_file 5\ntotal_inactive_file ${12 * MIB}\n`,
    "cpu.cfs_quota_us": "25000\n",
    "cpu.cfs_period_us": "100000\n",
  });
  expect(await readHostAmounts(tree("v1"))).toEqual({
    total: { cpuMillicores: 250, memoryBytes: 128 * MIB },
    freeMemoryBytes: 40 * MIB,
  });
});

test.each([
  ["v1", { "memory.limit_in_bytes": "9223372036854771712\n", "cpu.cfs_quota_us": "-1\n" }],
  ["v2", { "memory.max": "max\n", "cpu.max": "max 100000\n" }],
] as const)("groups of %s without a limit do not count", async (kind, files) => {
  await write(files);
  const { total } = await readHostAmounts(tree(kind));
  expect(total).toEqual({ cpuMillicores: availableParallelism() * 1000, memoryBytes: totalmem() });
});
