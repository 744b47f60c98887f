import type { ProcessResult } from "../errors/index.js";
import type { PrintedOutput } from "./function-call.js";
import { overTimeError } from "./failures.js";
import type { CallReport, CallSandbox } from "./host.js";
import { MAX_RESULT_BYTES, type RemoteFunctionOptions } from "./options.js";
import type { RunnerWatch } from "./until-ended.js";

/** A call that is ready to be made, by whatever way. */
export interface CallPlan {
  readonly sandbox: CallSandbox;
  readonly payload: () => readonly Uint8Array[];
  /** Limit in seconds for the function itself. */
  readonly timeoutSeconds: number;
  readonly makeTimeoutError: () => Error;
  /** The runner's report may have this size. */
  readonly maxResultBytes: number;
  readonly watch: RunnerWatch;
}

/** How the runner ended. */
export interface RunnerReport extends CallReport {
  readonly execResult: ProcessResult;
}

/** What a plan follows from. */
export interface PlanParts {
  /** Of the function. */
  readonly name: string;
  readonly sandbox: CallSandbox;
  readonly options: RemoteFunctionOptions;
  readonly payload: () => readonly Uint8Array[];
  /** Gathers what the function prints. */
  readonly printed: PrintedOutput;
}

/** What the options of a call say about its run. */
export function planCall({ name, sandbox, options, payload, printed }: PlanParts): CallPlan {
  const { signal, onStdout, onStderr, maxResultBytes } = options;
  return {
    sandbox,
    payload,
    timeoutSeconds: sandbox.limitSeconds,
    makeTimeoutError: () => overTimeError(name, sandbox.limitSeconds),
    maxResultBytes: maxResultBytes ?? MAX_RESULT_BYTES,
    watch: {
      printed,
      onStdout: onStdout ?? undefined,
      onStderr: onStderr ?? undefined,
      signal: signal ?? undefined,
    },
  };
}
