import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";

import type { ResourceAmounts } from "@cwsandbox/engine";

import type { CgroupTrees } from "./cgroups.js";

/** What the sandboxes of this host share. */
export interface HostAmounts {
  readonly total: Required<ResourceAmounts>;
  /** Memory that a program could take now without anything being swapped or killed. */
  readonly freeMemoryBytes: number;
}

/**
 * Looks what there is. Limits on the whole control group tree that this host sees count, because a host
 * may be a container itself; the sandboxes' groups are made at the top of that tree.
 */
export async function readHostAmounts(trees: CgroupTrees): Promise<HostAmounts> {
  const [host, group, quota] = await Promise.all([readMemory(), readGroupMemory(trees), readCpuQuota(trees)]);
  const free = group === undefined ? host.free : Math.min(host.free, group.limit - group.used);
  return {
    total: {
      cpuMillicores: Math.floor(Math.min(availableParallelism(), quota) * 1000),
      memoryBytes: Math.min(host.total, group?.limit ?? Number.POSITIVE_INFINITY),
    },
    freeMemoryBytes: Math.max(0, free),
  };
}

async function readMemory(): Promise<{ readonly total: number; readonly free: number }> {
  const text = await readFile("/proc/meminfo", "utf8");
  const bytes = (name: string): number =>
    Number(new RegExp(`^${name}: +(\\d+) kB$`, "m").exec(text)?.[1] ?? 0) * 1024;
  return { total: bytes("MemTotal"), free: bytes("MemAvailable") };
}

/** Undefined when nothing limits the tree. Caches that the kernel gives up at once are not counted as used. */
async function readGroupMemory(
  trees: CgroupTrees,
): Promise<{ readonly limit: number; readonly used: number } | undefined> {
  const v2 = trees.kind === "v2";
  const file = await openGroup(trees, "memory");
  const limit = Number(await file(v2 ? "memory.max" : "memory.limit_in_bytes"));
  // Version 1 writes a huge number for "no limit".
  if (!Number.isFinite(limit) || limit <= 0 || limit >= Number.MAX_SAFE_INTEGER) return undefined;
  const used = Number(await file(v2 ? "memory.current" : "memory.usage_in_bytes"));
  const cached = v2 ? /^inactive_file (\d+)$/m : /^total_inactive_file (\d+)$/m;
  return { limit, used: used - Number(cached.exec(await file("memory.stat"))?.[1] ?? 0) };
}

/** Processors' worth of time; infinite without a limit. */
async function readCpuQuota(trees: CgroupTrees): Promise<number> {
  const file = await openGroup(trees, "cpu");
  const [quota = "", period = ""] =
    trees.kind === "v2"
      ? (await file("cpu.max")).split(" ")
      : [await file("cpu.cfs_quota_us"), await file("cpu.cfs_period_us")];
  const processors = Number.parseInt(quota, 10) / Number.parseInt(period, 10);
  return processors > 0 ? processors : Number.POSITIVE_INFINITY;
}

/** Reads files of the tree's topmost group; the root of a whole machine has none of them. */
async function openGroup(trees: CgroupTrees, controller: string): Promise<(name: string) => Promise<string>> {
  const root = trees.roots.find(({ controllers }) => trees.kind === "v2" || controllers.includes(controller));
  if (root === undefined) return async () => "";
  return (name) => readFile(join(root.directory, name), "utf8").catch(() => "");
}
