import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { createGroupHastener, ownGroup } from "./hasten-groups.js";

const MEMORY = { directory: "/sys/fs/cgroup/memory", controllers: ["rw", "memory"] };

describe("ownGroup", () => {
  test.each([
    ["9:name=systemd:/\n4:cpu,memory:/user/a:b\n0::/", "/sys/fs/cgroup/memory/user/a:b"],
    ["9:name=systemd:/", undefined],
  ])("of a hierarchy of version 1 in %j", (text, group) => {
    expect(ownGroup(text, MEMORY)).toBe(group);
  });

  test("of version 2", () => {
    const root = { directory: "/sys/fs/cgroup", controllers: ["rw"] };
    expect(ownGroup("0::/user.slice/own\n", root)).toBe("/sys/fs/cgroup/user.slice/own");
  });
});

describe("createGroupHastener", () => {
  test("puts this process into its own group, and minds no refusal", async () => {
    const directory = await mkdtemp(join(tmpdir(), "cgroup-"));
    try {
      const root = { directory, controllers: ["memory", ""] };
      const own = ownGroup(await readFile("/proc/self/cgroup", "utf8"), root) ?? directory;
      await mkdir(own, { recursive: true });
      const hasten = await createGroupHastener({ kind: "v1", roots: [root] });
      hasten();
      const processes = join(own, "cgroup.procs");
      await writeFile(processes, "");
      const readAgain = (): Promise<string> => {
        hasten();
        return readFile(processes, "utf8");
      };
      await expect.poll(readAgain).toBe(String(process.pid));
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test("does nothing where there are no groups", async () => {
    const hasten = await createGroupHastener({ kind: "none", roots: [] });
    expect(hasten).not.toThrow();
  });
});
