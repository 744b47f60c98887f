import type { ProcessResult } from "../errors/index.js";
import { sizeOfParts } from "../values/index.js";
import type { PrintedOutput } from "./function-call.js";
import { overTimeError } from "./failures.js";
import type { CallReport, CallSandbox, FunctionHost, WholeCall } from "./host.js";
import { MAX_RESULT_BYTES, type RemoteFunctionOptions } from "./options.js";
import { checkPayloadSize } from "./payload-size.js";
import type { RunnerWatch } from "./until-ended.js";

/** A call that is ready to be made, by whatever way. */
export interface CallPlan extends Omit<WholeCall, "language" | "onOutput" | "signal"> {
  readonly sandbox: CallSandbox;
  /** Directory in the sandbox for the files of the call, where it needs some. */
  readonly tempDir: string;
  /** The user chose that directory, and so the files are there in any case. */
  readonly wantsFiles: boolean;
  readonly watch: RunnerWatch;
}

/** How the runner ended. */
export interface RunnerReport extends CallReport {
  readonly execResult: ProcessResult;
  /** The file that the report was expected in, if any. */
  readonly resultPath: string | null;
}

/** What a plan follows from. */
export interface PlanParts extends Pick<WholeCall, "functionName" | "payload" | "onReport"> {
  readonly host: FunctionHost;
  readonly sandbox: CallSandbox;
  readonly options: RemoteFunctionOptions;
  /** Gathers what the function prints. */
  readonly printed: PrintedOutput;
}

/** What the options of a call say about its run. */
export function planCall({ host, options, printed, ...call }: PlanParts): CallPlan {
  const { functionName, sandbox } = call;
  const { tempDir, signal, onStdout, onStderr, maxResultBytes } = options;
  return {
    ...call,
    payload: () => checkSize(functionName, call.payload()),
    tempDir: tempDir || host.tempDir,
    wantsFiles: Boolean(tempDir || host.ownTempDir),
    timeoutSeconds: sandbox.limitSeconds,
    makeTimeoutError: () => overTimeError(functionName, sandbox.limitSeconds),
    maxResultBytes: maxResultBytes ?? MAX_RESULT_BYTES,
    watch: {
      printed,
      onStdout: onStdout ?? undefined,
      onStderr: onStderr ?? undefined,
      signal: signal ?? undefined,
    },
  };
}

function checkSize(functionName: string, parts: readonly Uint8Array[]): readonly Uint8Array[] {
  checkPayloadSize(functionName, sizeOfParts(parts));
  return parts;
}
