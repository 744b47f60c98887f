import { OperationCancelledError } from "../errors/index.js";
import { deferred, onAbort } from "../support/index.js";

/** How a command or terminal ended, for statistics; see `ExecutionOptions.onOutcome`. */
export type ExecutionOutcome = "completed_ok" | "completed_nonzero" | "failed";

/** How a command or function ended that told its exit code. */
export function outcomeOf(exitCode: number): ExecutionOutcome {
  return exitCode === 0 ? "completed_ok" : "completed_nonzero";
}

export interface ExecutionOptions<Result> {
  /** Ends the work when it aborts; the handle rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called exactly once, whichever way the end comes. */
  readonly onOutcome?: ((outcome: ExecutionOutcome) => void) | undefined;
  /** Does the work and resolves to the exit code. */
  readonly run: (signal: AbortSignal) => Promise<number>;
  /** Makes the result from the exit code; throws when the code counts as an error. */
  readonly finish: (exitCode: number) => Result;
  /** Releases the streams: once, after the outcome is set, before anybody sees it. */
  readonly release: (failure: unknown) => void;
}

export interface ExecutionState<Result> {
  readonly outcome: Promise<Result>;
  /** The exit code once the work has ended with a result, else null. */
  exitCode(): number | null;
  /** True once the outcome is set. */
  ended(): boolean;
  /** Ends the work; returns whether it is cancelled now. */
  cancel(): boolean;
}

interface Progress {
  ended: boolean;
  cancelled: boolean;
  exitCode: number | null;
}

/** Starts work that ends once: by its exit code, its error, a signal or a cancellation, whichever is first. */
export function startExecution<Result>(options: ExecutionOptions<Result>): ExecutionState<Result> {
  const outcome = deferred<Result>();
  const stopping = new AbortController();
  const state: Progress = { ended: false, cancelled: false, exitCode: null };
  let stopListening: (() => void) | undefined;

  const end = (kind: ExecutionOutcome, failure?: unknown): void => {
    state.ended = true;
    stopListening?.();
    options.onOutcome?.(kind);
    options.release(failure);
  };
  const fail = (error: unknown): void => {
    if (state.ended) return;
    outcome.reject(error);
    end("failed", error);
  };
  const succeed = (exitCode: number): void => {
    if (state.ended) return;
    const result = options.finish(exitCode);
    state.exitCode = exitCode;
    outcome.resolve(result);
    end(outcomeOf(exitCode));
  };
  const abort = (reason: unknown): void => {
    fail(reason);
    stopping.abort(reason);
  };

  stopListening = onAbort(options.signal, abort);
  if (!state.ended) launch(options.run, stopping.signal).then(succeed).catch(fail);
  return {
    outcome: outcome.promise,
    exitCode: () => state.exitCode,
    ended: () => state.ended,
    cancel: () => {
      if (state.ended) return state.cancelled;
      state.cancelled = true;
      abort(new OperationCancelledError("The operation was cancelled by its owner."));
      return true;
    },
  };
}

async function launch(run: (signal: AbortSignal) => Promise<number>, signal: AbortSignal): Promise<number> {
  return run(signal);
}
