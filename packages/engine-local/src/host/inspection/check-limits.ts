import type { LimitName } from "@cwsandbox/engine";

import type { CgroupTrees } from "../cgroups.js";
import type { HostCheck, HostMode } from "../host-report.js";

const CONTROLLERS: readonly LimitName[] = ["memory", "cpu", "pids"];

export interface LimitFinding {
  readonly check: HostCheck;
  readonly unenforced: readonly LimitName[];
}

/** What control groups can limit here, from facts; that they really do is tried with a container. */
export function checkLimits(mode: HostMode, trees: CgroupTrees): LimitFinding {
  const base = { name: "control-groups", need: "optional" } as const;
  if (mode !== "root") {
    const detail = "an ordinary user cannot limit memory, CPU and processes of a sandbox";
    return {
      check: { ...base, ok: false, detail, remedy: "run the server as root" },
      unenforced: CONTROLLERS,
    };
  }
  if (trees.kind === "none") {
    const detail = "no control groups are mounted: memory, CPU and processes cannot be limited";
    const remedy = "mount -t cgroup2 none /sys/fs/cgroup";
    return { check: { ...base, ok: false, detail, remedy }, unenforced: CONTROLLERS };
  }
  const unenforced = CONTROLLERS.filter(
    (name) => !trees.roots.some(({ controllers }) => controllers.includes(name)),
  );
  if (unenforced.length > 0) {
    const detail = `version ${trees.kind}; without ${unenforced.join(", ")}`;
    const remedy = `enable the controllers ${unenforced.join(", ")} on the kernel's command line`;
    return { check: { ...base, ok: false, detail, remedy }, unenforced };
  }
  return { check: { ...base, ok: true, detail: `version ${trees.kind}` }, unenforced };
}
