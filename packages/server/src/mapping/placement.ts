import { v1 } from "@cwsandbox/wire";
import type { Problems } from "./problems.js";
import { runnerNotFound } from "./runner.js";

const MAX_RUNNER_IDS = 100;
const MAX_RUNNER_IDS_BYTES = 64 * 1024;

/**
 * Checks where the sandbox may run. Any documented mode is fine, because there is one pool; runner ids
 * need mode CKS and must name the one runner there is.
 */
export function checkPlacement(
  spec: v1.SandboxSpec,
  field: string,
  runnerId: string,
  problems: Problems,
): void {
  const { SANDBOX_MODE_UNSPECIFIED, SANDBOX_MODE_SERVERLESS, SANDBOX_MODE_CKS } = v1.SandboxMode;
  const { mode, runnerIds } = spec;
  if (mode !== SANDBOX_MODE_UNSPECIFIED && mode !== SANDBOX_MODE_SERVERLESS && mode !== SANDBOX_MODE_CKS) {
    problems.violation(`${field}.mode`, `${String(mode)} is not a known mode; leave it unset`);
  }
  if (runnerIds.length === 0) return;
  checkRunnerIds(runnerIds, `${field}.runner_ids`, problems);
  if (mode !== SANDBOX_MODE_CKS) {
    problems.violation(`${field}.runner_ids`, "is only valid with mode SANDBOX_MODE_CKS; set the mode");
  }
  if (!runnerIds.includes(runnerId)) {
    problems.refuse(runnerNotFound(runnerIds[0] ?? "", runnerId));
  }
}

function checkRunnerIds(runnerIds: readonly string[], field: string, problems: Problems): void {
  if (runnerIds.length > MAX_RUNNER_IDS) {
    problems.violation(field, `${String(runnerIds.length)} ids are more than ${String(MAX_RUNNER_IDS)}`);
  }
  if (runnerIds.some((id) => id.trim() === "")) problems.violation(field, "holds a blank id; remove it");
  if (new Set(runnerIds).size < runnerIds.length) {
    problems.violation(field, "holds an id twice; give each id once");
  }
  if (Buffer.byteLength(runnerIds.join("")) > MAX_RUNNER_IDS_BYTES) {
    problems.violation(
      field,
      `is longer than ${String(MAX_RUNNER_IDS_BYTES)} bytes in total; give fewer ids`,
    );
  }
}
