import type { LimitName } from "@cwsandbox/engine";

/** OCI runtimes the engine can drive. */
export type RuntimeName = "crun" | "runc";

/**
 * As whom the engine runs, told by the start script in `CWSANDBOX_HOST_MODE`: `root` of the machine,
 * `user` in a user namespace of its own, or `none` when neither namespace could be made.
 */
export type HostMode = "root" | "user" | "none";

/** One thing that was tried on this host. */
export interface HostCheck {
  /** Stable short name, such as `overlay`. */
  readonly name: string;
  readonly ok: boolean;
  /** When it fails: `required` stops every sandbox, `optional` takes away what `detail` says. */
  readonly need: "required" | "optional";
  /** What was found, for people. */
  readonly detail: string;
  /** The exact command or step that mends it; present when it failed and can be mended. */
  readonly remedy?: string;
}

/** A program found on this host. */
export interface HostProgram {
  readonly path: string;
  readonly version: string;
}

/** What this host can do; plain data, printed by `cwsandbox doctor`. */
export interface HostReport {
  readonly mode: HostMode;
  /** As Node names it, such as `x64`. */
  readonly architecture: string;
  readonly kernel: string;
  /** How control groups are mounted; `none` when they cannot be used. */
  readonly cgroups: "v1" | "v2" | "none";
  /** True when sandboxes can run here: every required check is ok. */
  readonly usable: boolean;
  /** The runtime that was chosen; absent when none can run here. */
  readonly runtime?: RuntimeName;
  readonly programs: {
    readonly crun?: HostProgram;
    readonly runc?: HostProgram;
    readonly conmon?: HostProgram;
    readonly mkfs?: HostProgram;
    readonly launch?: HostProgram;
  };
  /** Limits that cannot be enforced here; empty when all can. */
  readonly unenforcedLimits: readonly LimitName[];
  /** Id ranges the sandboxes' users can be mapped to: `private` ones per sandbox, or the `single` id of this user. */
  readonly idRanges: "private" | "single";
  readonly checks: readonly HostCheck[];
}

export interface InspectHostOptions {
  /** Where the engine keeps its state; made when it is missing. */
  readonly stateDirectory: string;
  /** Default `auto`: crun when it can run here, else runc. */
  readonly runtime?: "auto" | RuntimeName;
}
