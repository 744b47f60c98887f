import type { ext } from "@cwsandbox/wire";
import { collectProblems, EGRESS_MODES, PROFILE_NAME, profileNotFound, shown } from "../mapping/index.js";
import type { CreateExtras } from "./create-sandbox.js";

/**
 * @throws ServiceError that names every option this server cannot do.
 */
export function mapCreateOptions(options: ext.CreateOptions | undefined): CreateExtras {
  if (options === undefined) return {};
  const problems = collectProblems();
  const absent: Readonly<Record<string, boolean>> = {
    s3_mount: options.s3Mount !== undefined,
    ingress_mode: options.ingressMode !== "",
  };
  for (const [name, asked] of Object.entries(absent)) {
    if (asked) problems.violation(`options.${name}`, "is not offered by this server; leave it out");
  }
  if (options.egressMode !== "" && !EGRESS_MODES.includes(options.egressMode)) {
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
  // Names and ids are the same texts here, so both lists are checked alike.
  for (const asked of [options.profileIds, options.profileNames]) {
    const [first] = asked;
    if (first !== undefined && !asked.includes(PROFILE_NAME)) problems.refuse(profileNotFound(first));
  }
  problems.throwIfAny();
  return {
    ...(options.leaseId === "" ? {} : { leaseId: options.leaseId }),
    ...(options.maxTimeoutSeconds === 0 ? {} : { maxCommandSeconds: options.maxTimeoutSeconds }),
  };
}
