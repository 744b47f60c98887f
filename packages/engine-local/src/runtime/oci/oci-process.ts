import type { ContainerUser } from "../container-runtime.js";
import type { OciProcess } from "./oci-types.js";

/** What root inside may do to its own files, processes and ports; nothing here reaches the host. */
const CAPABILITIES = [
  "CAP_AUDIT_WRITE",
  "CAP_CHOWN",
  "CAP_DAC_OVERRIDE",
  "CAP_FOWNER",
  "CAP_FSETID",
  "CAP_KILL",
  "CAP_NET_BIND_SERVICE",
  "CAP_SETGID",
  "CAP_SETPCAP",
  "CAP_SETUID",
  "CAP_SYS_CHROOT",
];

/** Sandboxes die before the server when the host runs out of memory. */
const OOM_SCORE_ADJUSTMENT = 500;

/** A process to start in a container, as main process or beside it. */
export interface ProcessPlan {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  readonly user: ContainerUser;
  /** Limit of processes by the kernel's per-user count, where control groups cannot limit them. */
  readonly processLimit?: number;
}

/** Both kinds of process get the same, small rights. */
export function ociProcess(plan: ProcessPlan): OciProcess {
  const asRoot = plan.user.uid === 0;
  return {
    user: plan.user,
    args: plan.command,
    env: Object.entries(plan.environment).map(([name, value]) => `${name}=${value}`),
    cwd: plan.workingDirectory,
    capabilities: {
      bounding: CAPABILITIES,
      effective: asRoot ? CAPABILITIES : [],
      permitted: asRoot ? CAPABILITIES : [],
      inheritable: [],
      ambient: [],
    },
    noNewPrivileges: true,
    oomScoreAdj: OOM_SCORE_ADJUSTMENT,
    // Limits are only ever lowered: raising one needs a capability that hosts take away.
    rlimits: [
      { type: "RLIMIT_CORE", hard: 0, soft: 0 },
      ...(plan.processLimit === undefined
        ? []
        : [{ type: "RLIMIT_NPROC", hard: plan.processLimit, soft: plan.processLimit }]),
    ],
  };
}
