import type { ProcessResult } from "../errors/index.js";
import type { PrintedOutput } from "./function-call.js";
import type { CallSandbox } from "./host.js";
import { MAX_RESULT_BYTES, type RemoteFunctionOptions } from "./options.js";
import type { RunnerWatch } from "./until-ended.js";

/** A call that is ready to be made, by whatever way. */
export interface CallPlan {
  readonly sandbox: CallSandbox;
  readonly payload: () => Uint8Array;
  /** Limit in seconds for the function itself; that of requests when undefined. */
  readonly timeoutSeconds: number | undefined;
  /** The runner's report may have this size. */
  readonly maxResultBytes: number;
  readonly watch: RunnerWatch;
}

/** How the runner ended. */
export interface RunnerReport {
  readonly execResult: ProcessResult;
  /** What it reported; null when it ended without a report. */
  readonly bytes: Uint8Array | null;
}

/** What a plan follows from. */
export interface PlanParts {
  readonly sandbox: CallSandbox;
  readonly options: RemoteFunctionOptions;
  readonly payload: () => Uint8Array;
  /** Gathers what the function prints. */
  readonly printed: PrintedOutput;
}

/** What the options of a call say about its run. */
export function planCall({ sandbox, options, payload, printed }: PlanParts): CallPlan {
  const { timeoutSeconds, signal, onStdout, onStderr, maxResultBytes } = options;
  return {
    sandbox,
    payload,
    timeoutSeconds: timeoutSeconds ?? undefined,
    maxResultBytes: maxResultBytes ?? MAX_RESULT_BYTES,
    watch: {
      printed,
      onStdout: onStdout ?? undefined,
      onStderr: onStderr ?? undefined,
      signal: signal ?? undefined,
    },
  };
}
