import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { CgroupTrees } from "./cgroups.js";

/**
 * The kernel holds up the first process that is put into another control group until every processor has noticed,
 * some 10 ms, and those that follow soon after not at all. What this gives begins that wait ahead of the need, beside
 * other work, by putting this process where it is already. Where that is refused nothing is lost but the time.
 */
export async function createGroupHastener({ roots: [root] }: CgroupTrees): Promise<() => void> {
  const own = root === undefined ? undefined : ownGroup(await readFile("/proc/self/cgroup", "utf8"), root);
  if (own === undefined) return () => undefined;
  const file = join(own, "cgroup.procs");
  let isUnderWay = false;
  return () => {
    if (isUnderWay) return;
    isUnderWay = true;
    void writeFile(file, String(process.pid), { flag: "r+" })
      .catch(() => undefined)
      .then(() => {
        isUnderWay = false;
      });
  };
}

/** Directory of this process's group in one tree; lines are `NUMBER:CONTROLLERS:PATH`, version 2 has no controllers. */
export function ownGroup(
  text: string,
  { directory, controllers }: CgroupTrees["roots"][number],
): string | undefined {
  for (const line of text.split("\n")) {
    const [, names = "", path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    const isWanted = names === "" || names.split(",").some((name) => controllers.includes(name));
    if (isWanted && path !== undefined) return join(directory, path);
  }
  return undefined;
}
