import type { SandboxConfig } from "../config/index.js";
import { type Process, startProcess } from "../streams/index.js";
import { resultTooLarge } from "../values/index.js";
import type { SandboxCore } from "./core.js";
import { FunctionRun, FUNCTION_COMMAND } from "./function-run.js";

/** A function to call. */
export interface FunctionCallOptions {
  /** Asked for when the server has room for the call. */
  readonly payload: () => Uint8Array;
  /** Limit in seconds from the moment the function runs. Default: the request timeout. */
  readonly timeoutSeconds?: number | undefined;
  /** A larger report ends the call with an error. */
  readonly maxResultBytes: number;
}

/** A function at work. */
export interface FunctionProcess {
  readonly process: Process;
  /** The runner's report; null when the process ended without one. Of use once the process has ended. */
  readonly report: () => Uint8Array | null;
}

/** Whether the sandbox's server runs function calls itself. */
export async function offersCalls(core: SandboxCore): Promise<boolean> {
  const transport = await core.transport();
  const timeoutSeconds = core.settings.requestTimeoutSeconds;
  const { calls } = await transport.capabilities({ operation: "Create sandbox", timeoutSeconds });
  return calls;
}

/** Has the server make the sandbox and run the function in it. When the process has ended, so has the sandbox. */
export function callFunction(
  core: SandboxCore,
  config: SandboxConfig,
  options: FunctionCallOptions,
): FunctionProcess {
  const pieces: Uint8Array[] = [];
  let hasResult = false;
  let sizeBytes = 0;
  core.executions.started();
  const process = startProcess({
    command: FUNCTION_COMMAND,
    stdin: false,
    check: false,
    keepOutput: false,
    onOutcome: (outcome) => core.executionEnded(outcome),
    run: async (io) => {
      const run = new FunctionRun(core, io, options.timeoutSeconds ?? core.settings.requestTimeoutSeconds);
      const end = await run.toEnd(config, options.payload, (bytes) => {
        sizeBytes += bytes.byteLength;
        if (sizeBytes <= options.maxResultBytes) pieces.push(bytes);
        else run.giveUp(resultTooLarge(options.maxResultBytes));
      });
      hasResult = end.hasResult;
      return end.exitCode;
    },
  });
  return { process, report: () => (hasResult ? Buffer.concat(pieces) : null) };
}
