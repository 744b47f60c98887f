import type { CallLanguage } from "../transport/index.js";
import type { CallPlan, RunnerReport } from "./runner-report.js";
import { untilEnded } from "./until-ended.js";

/** Has a server that can do it run the whole call. */
export async function runByServer(plan: CallPlan, language: CallLanguage): Promise<RunnerReport> {
  const {
    functionName,
    sandbox,
    payload,
    onReport,
    timeoutSeconds,
    makeTimeoutError,
    maxResultBytes,
    watch,
  } = plan;
  const call = {
    functionName,
    language,
    payload,
    onReport,
    timeoutSeconds,
    makeTimeoutError,
    maxResultBytes,
  };
  const { process, report } = sandbox.call(call);
  const execResult = await untilEnded(process, watch);
  return { execResult, ...report(), resultPath: null };
}
