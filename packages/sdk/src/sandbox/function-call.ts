import type { SandboxConfig } from "../config/index.js";
import { outcomeOf } from "../streams/index.js";
import { resultTooLarge } from "../values/index.js";
import type { CallLanguage } from "../transport/index.js";
import type { SandboxCore } from "./core.js";
import { FunctionRun, type WantedCall } from "./function-run.js";

/** A function to call. */
export interface FunctionCallOptions extends WantedCall {
  readonly functionName: string;
  /** A larger report ends the call with an error. */
  readonly maxResultBytes: number;
  /** Takes the runner's report, piece by piece. */
  readonly onReport: (piece: Uint8Array) => void;
}

/** What the server tells about a function that has ended. */
export interface EndedFunction {
  readonly exitCode: number;
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

/** Has the server make the sandbox and run the function in it. When the function has ended, so has the sandbox. */
export async function callFunction(
  core: SandboxCore,
  config: SandboxConfig,
  options: FunctionCallOptions,
): Promise<EndedFunction> {
  const { functionName, maxResultBytes, onReport } = options;
  let sizeBytes = 0;
  const run = new FunctionRun(core, options);
  const onResult = (bytes: Uint8Array): void => {
    sizeBytes += bytes.byteLength;
    if (sizeBytes <= maxResultBytes) onReport(bytes);
    else run.giveUp(resultTooLarge(functionName, maxResultBytes));
  };
  core.executions.started();
  try {
    const { exitCode, hasResult, outOfMemory } = await run.toEnd(config, onResult);
    core.executionEnded(outcomeOf(exitCode));
    return { exitCode, hasReport: hasResult, outOfMemory };
  } catch (error) {
    core.executionEnded("failed");
    throw error;
  }
}
