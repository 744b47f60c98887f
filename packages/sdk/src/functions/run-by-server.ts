import type { CallLanguage } from "../transport/index.js";
import type { CallPlan, RunnerReport } from "./runner-report.js";
import { untilEnded } from "./until-ended.js";

/** Has a server that can do it run the whole call. */
export async function runByServer(plan: CallPlan, language: CallLanguage): Promise<RunnerReport> {
  const { process, report } = plan.sandbox.call({ ...plan, language });
  const execResult = await untilEnded(process, plan.watch);
  return { execResult, ...report(), resultPath: null };
}
