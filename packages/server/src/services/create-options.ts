import type { ext } from "@cwsandbox/wire";
import { collectProblems, shown } from "../mapping/index.js";
import type { CreateExtras } from "./create-sandbox.js";

/** Egress modes that ask for what every sandbox of this server has: no way out. */
const CLOSED_EGRESS_MODES: ReadonlySet<string> = new Set(["", "blocked", "isolated", "none"]);

/**
 * @throws ServiceError that names every option this server cannot do.
 */
export function mapCreateOptions(options: ext.CreateOptions | undefined): CreateExtras {
  if (options === undefined) return {};
  const problems = collectProblems();
  const absent: Readonly<Record<string, boolean>> = {
    profile_ids: options.profileIds.length > 0,
    profile_names: options.profileNames.length > 0,
    s3_mount: options.s3Mount !== undefined,
    ingress_mode: options.ingressMode !== "",
  };
  for (const [name, asked] of Object.entries(absent)) {
    if (asked) problems.violation(`options.${name}`, "is not offered by this server; leave it out");
  }
  if (!CLOSED_EGRESS_MODES.has(options.egressMode)) {
    problems.violation(
      "options.egress_mode",
      `${shown(options.egressMode)} is not offered: sandboxes of this server reach nothing outside; leave it out`,
    );
  }
  if (options.maxTimeoutSeconds < 0) {
    problems.violation(
      "options.max_timeout_seconds",
      `${String(options.maxTimeoutSeconds)} is negative; use 0 for no limit`,
    );
  }
  problems.throwIfAny();
  return {
    ...(options.leaseId === "" ? {} : { leaseId: options.leaseId }),
    ...(options.maxTimeoutSeconds === 0 ? {} : { maxCommandSeconds: options.maxTimeoutSeconds }),
  };
}
