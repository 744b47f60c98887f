import { SandboxCommandTimeoutError } from "../errors/index.js";
import { serverLimitError } from "./failures.js";
import { isMissingRuntime, isRefusedStart, missingRuntimeError } from "./missing-runtime.js";
import { runByCommand } from "./run-by-command.js";
import { runByServer } from "./run-by-server.js";
import type { RunnerProgram } from "./runner-program.js";
import type { CallPlan, RunnerReport } from "./runner-report.js";

/**
 * Makes the call by the best way that its server has.
 *
 * @throws SandboxExecutionError when the image has nothing to run such a function with.
 */
export async function runPlan(plan: CallPlan, runner: RunnerProgram): Promise<RunnerReport> {
  const { functionName } = plan;
  const { runtime } = runner;
  const report = await runByEitherWay(plan, runner).catch((cause: unknown) => {
    if (isRefusedStart(runtime, cause)) throw missingRuntimeError(runtime, functionName, { cause });
    throw cause instanceof SandboxCommandTimeoutError ? serverLimitError(functionName, cause) : cause;
  });
  const { execResult } = report;
  if (isMissingRuntime(runtime, execResult)) throw missingRuntimeError(runtime, functionName, { execResult });
  return report;
}

/** A server that runs calls itself needs no files; where they matter, they are written. */
async function runByEitherWay(plan: CallPlan, runner: RunnerProgram): Promise<RunnerReport> {
  if (!plan.wantsFiles && (await plan.sandbox.offersCalls(runner.language))) {
    return await runByServer(plan, runner);
  }
  return await runByCommand(plan, runner);
}
