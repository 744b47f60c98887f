import type { CallPlan, RunnerReport } from "./runner-report.js";
import { untilEnded } from "./until-ended.js";

/** Has a server that can do it run the whole call. */
export async function runByServer(plan: CallPlan): Promise<RunnerReport> {
  const { sandbox, payload, timeoutSeconds, maxResultBytes, watch } = plan;
  const { process, report } = sandbox.call(payload, { timeoutSeconds, maxResultBytes });
  const execResult = await untilEnded(process, watch);
  return { execResult, bytes: report() };
}
