import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { makeBackgroundGroup, parseCgroupTrees, readOutOfMemoryKills, removeCgroup } from "./cgroups.js";

const V1 = "34 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory";
const V2 = "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime shared:4 - cgroup2 cgroup2 rw";
const OTHER = "23 27 0:22 / /sys rw,relatime - sysfs sysfs rw";

describe("parseCgroupTrees", () => {
  test("both kinds side by side count as version 1", () => {
    const trees = parseCgroupTrees([OTHER, V2, V1].join("\n"));
    expect(trees.kind).toBe("v1");
    expect(trees.roots).toEqual([{ directory: "/sys/fs/cgroup/memory", controllers: ["rw", "memory"] }]);
  });

  test("version 2 alone, and none", () => {
    expect(parseCgroupTrees([OTHER, V2].join("\n")).kind).toBe("v2");
    expect(parseCgroupTrees(OTHER)).toEqual({ kind: "none", roots: [] });
  });
});

describe("makeBackgroundGroup", () => {
  test("without a tree, or with one that has no background, there is none", async () => {
    expect(makeBackgroundGroup({ kind: "none", roots: [] }, "group")).toBeUndefined();
    const directory = await mkdtemp(join(tmpdir(), "cgroup-"));
    try {
      const trees = { kind: "v2", roots: [{ directory, controllers: [] }] } as const;
      expect(makeBackgroundGroup(trees, "group")).toBeUndefined();
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

describe("readOutOfMemoryKills", () => {
  test.each([
    ["v1", "memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n"],
    ["v2", "memory.events", "low 0\noom 1\noom_kill 3\noom_group_kill 0\n"],
  ] as const)("%s counts in %s", async (kind, file, text) => {
    const directory = await mkdtemp(join(tmpdir(), "cgroup-"));
    try {
      const trees = { kind, roots: [{ directory, controllers: ["memory"] }] };
      await mkdir(join(directory, "group"));
      expect(await readOutOfMemoryKills(trees, "group")).toBe(0);
      await writeFile(join(directory, "group", file), text);
      expect(await readOutOfMemoryKills(trees, "group")).toBe(3);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test("removes a group with the groups inside it, and is content with none", async () => {
    const directory = await mkdtemp(join(tmpdir(), "cgroup-"));
    try {
      const trees = { kind: "v1" as const, roots: [{ directory, controllers: [] }] };
      await mkdir(join(directory, "group", "inner"), { recursive: true });
      await removeCgroup(trees, "group");
      await removeCgroup(trees, "group");
      expect(await readdir(directory)).toEqual([]);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
