import type { ProcessResult } from "../errors/index.js";
import type { CallSandbox } from "./host.js";
import type { RunnerWatch } from "./until-ended.js";

/** A call that is ready to be made, by whatever way. */
export interface CallPlan {
  readonly sandbox: CallSandbox;
  readonly payload: () => Uint8Array;
  /** Limit in seconds for the function itself; that of requests when undefined. */
  readonly timeoutSeconds: number | undefined;
  readonly watch: RunnerWatch;
}

/** How the runner ended. */
export interface RunnerReport {
  readonly execResult: ProcessResult;
  /** What it reported; null when it ended without a report. */
  readonly bytes: Uint8Array | null;
}
