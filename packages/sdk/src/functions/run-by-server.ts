import { createProcessResult } from "../streams/index.js";
import type { RunnerProgram } from "./runner-program.js";
import type { CallPlan, RunnerReport } from "./runner-report.js";
import { createEar } from "./until-ended.js";

/** Has a server that can do it run the whole call. */
export async function runByServer(
  plan: CallPlan,
  { language, runtime }: RunnerProgram,
): Promise<RunnerReport> {
  const { printed, onStdout, onStderr, signal } = plan.watch;
  const ears = {
    stdout: createEar(printed.stdout, onStdout),
    stderr: createEar(printed.stderr, onStderr),
  };
  const { exitCode, ...report } = await plan.sandbox.call({
    ...plan,
    language,
    signal,
    onOutput: (stream, piece) => {
      ears[stream].hear(piece);
    },
  });
  ears.stdout.end();
  ears.stderr.end();
  const execResult = createProcessResult({ ...printed, returncode: exitCode, command: [runtime.program] });
  return { execResult, ...report, resultPath: null };
}
