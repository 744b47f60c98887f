import type { CallPlan, RunnerReport } from "./runner-report.js";
import { untilEnded } from "./until-ended.js";

/** Has a server that can do it run the whole call. */
export async function runByServer(plan: CallPlan): Promise<RunnerReport> {
  const { sandbox, payload, timeoutSeconds, makeTimeoutError, maxResultBytes, watch } = plan;
  const limits = { timeoutSeconds, makeTimeoutError, maxResultBytes };
  const { process, report } = sandbox.call(payload, limits);
  const execResult = await untilEnded(process, watch);
  return { execResult, ...report() };
}
