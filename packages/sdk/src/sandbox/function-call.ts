import type { SandboxConfig } from "../config/index.js";
import { type Process, startProcess } from "../streams/index.js";
import { resultTooLarge } from "../values/index.js";
import type { CallLanguage } from "../transport/index.js";
import type { SandboxCore } from "./core.js";
import { FunctionRun, type WantedCall } from "./function-run.js";

/** What runs in the sandbox, for results. */
const FUNCTION_COMMANDS: Readonly<Record<CallLanguage, readonly string[]>> = {
  javascript: ["node"],
  python: ["python3"],
};

/** A function to call. */
export interface FunctionCallOptions extends WantedCall {
  readonly functionName: string;
  /** A larger report ends the call with an error. */
  readonly maxResultBytes: number;
}

/** A function at work. */
export interface FunctionProcess {
  readonly process: Process;
  /** Of use once the process has ended. */
  readonly report: () => FunctionReport;
}

/** What the server tells about a function that has ended, besides its exit code. */
export interface FunctionReport {
  /** Whether the runner's report is whole. */
  readonly hasReport: boolean;
  readonly outOfMemory: boolean;
}

/** Whether the sandbox's server runs calls of such functions itself. */
export async function offersCalls(core: SandboxCore, language: CallLanguage): Promise<boolean> {
  const transport = await core.transport();
  const timeoutSeconds = core.settings.requestTimeoutSeconds;
  const { calls } = await transport.capabilities({ operation: "Create sandbox", timeoutSeconds });
  return calls.includes(language);
}

/** Has the server make the sandbox and run the function in it. When the process has ended, so has the sandbox. */
export function callFunction(
  core: SandboxCore,
  config: SandboxConfig,
  options: FunctionCallOptions,
): FunctionProcess {
  let report: FunctionReport = { hasReport: false, outOfMemory: false };
  let sizeBytes = 0;
  core.executions.started();
  const process = startProcess({
    command: FUNCTION_COMMANDS[options.language],
    stdin: false,
    check: false,
    keepOutput: false,
    onOutcome: (outcome) => core.executionEnded(outcome),
    run: async (io) => {
      const run = new FunctionRun(core, io, options);
      const end = await run.toEnd(config, (bytes) => {
        sizeBytes += bytes.byteLength;
        if (sizeBytes <= options.maxResultBytes) options.onReport(bytes);
        else run.giveUp(resultTooLarge(options.functionName, options.maxResultBytes));
      });
      report = { hasReport: end.hasResult, outOfMemory: end.outOfMemory };
      return end.exitCode;
    },
  });
  return { process, report: () => report };
}
