import type { HostMode } from "../host-report.js";

/** A range no sandbox of a small installation reaches; nothing is written with these ids that stays. */
export const TRIAL_ID_RANGE = { first: 1_879_048_192, count: 65_536 };

const TRIAL_MEMORY_BYTES = 64 * 1024 * 1024;

export interface TrialSpec {
  readonly id: string;
  readonly mode: HostMode;
  readonly rootDirectory: string;
  /** Whether control groups limit it. */
  readonly limited: boolean;
}

/** The smallest OCI configuration that needs of a host what a sandbox needs. */
export function trialSpec({ id, mode, rootDirectory, limited }: TrialSpec): unknown {
  const mapping =
    mode === "root"
      ? { containerID: 0, hostID: TRIAL_ID_RANGE.first, size: TRIAL_ID_RANGE.count }
      : { containerID: 0, hostID: 0, size: 1 };
  return {
    ociVersion: "1.0.2",
    process: {
      user: { uid: 0, gid: 0 },
      args: ["/check", "--check"],
      env: ["PATH=/"],
      cwd: "/",
      noNewPrivileges: true,
    },
    root: { path: rootDirectory },
    hostname: "trial",
    mounts: [
      { destination: "/proc", type: "proc", source: "proc" },
      { destination: "/dev", type: "tmpfs", source: "tmpfs", options: ["mode=755"] },
      { destination: "/sys", type: "sysfs", source: "sysfs", options: ["ro"] },
    ],
    linux: {
      namespaces: ["user", "pid", "mount", "network", "ipc", "uts", "cgroup"].map((type) => ({ type })),
      uidMappings: [mapping],
      gidMappings: [mapping],
      seccomp: {
        defaultAction: "SCMP_ACT_ALLOW",
        syscalls: [{ names: ["acct"], action: "SCMP_ACT_ERRNO" }],
      },
      ...(limited ? limits(id) : {}),
    },
  };
}

function limits(id: string): Readonly<Record<string, unknown>> {
  return {
    cgroupsPath: `/cwsandbox-${id}`,
    resources: {
      memory: { limit: TRIAL_MEMORY_BYTES },
      cpu: { quota: 50_000, period: 100_000 },
      pids: { limit: 64 },
    },
  };
}
