import { constants } from "node:os";
import { type ProcessResult, SandboxExecutionError } from "../errors/index.js";
import type { FunctionOutcome, RemoteErrorRecord } from "../values/index.js";
import { toRemoteError } from "./remote-error.js";

/** A process that a signal ended has this plus the number of the signal as its exit code. */
const SIGNALLED = 128;

interface Failed {
  readonly functionName: string;
  readonly execResult: ProcessResult;
}

/** The value of a successful call, or the error that says how it failed. */
export function valueOf(outcome: FunctionOutcome, failed: Failed): unknown {
  if (outcome.kind === "value") return outcome.value;
  if (outcome.kind === "error") throw thrownError(outcome.error, failed);
  throw new SandboxExecutionError(
    `${prefix(failed)}${outcome.message}. Return basic values (text, numbers, booleans, null, lists, plain ` +
      "objects); with Serialization.STRUCTURED also dates, maps, typed arrays, class instances and the like.",
    { execResult: failed.execResult, exceptionType: "TypeError", exceptionMessage: outcome.message },
  );
}

function thrownError(record: RemoteErrorRecord, failed: Failed): SandboxExecutionError {
  const cause = toRemoteError(record);
  return new SandboxExecutionError(
    `${prefix(failed)}${record.message === "" ? failed.execResult.stderr : record.message}`,
    {
      execResult: failed.execResult,
      exceptionType: record.name,
      exceptionMessage: record.message,
      remoteStack: cause.stack,
      cause,
    },
  );
}

/** The process is gone and left no report. */
export function exitedError(failed: Failed): SandboxExecutionError {
  const { execResult } = failed;
  const { reason, text } = explainEnd(execResult);
  return new SandboxExecutionError(`${prefix(failed)}${text}`, { execResult, reason });
}

interface End {
  readonly reason: "FUNCTION_EXITED" | "FUNCTION_KILLED" | "FUNCTION_OUT_OF_MEMORY";
  readonly text: string;
}

function explainEnd({ returncode, stderr }: ProcessResult): End {
  if (returncode === SIGNALLED + constants.signals.SIGABRT && stderr.includes("heap out of memory")) {
    const text =
      "Node ran out of heap memory (exit code 134); raise resources.limits.memory, or work on less data at once.";
    return { reason: "FUNCTION_OUT_OF_MEMORY", text };
  }
  const signal = signalOf(returncode);
  if (signal === undefined) {
    const printed = stderr.trim() === "" ? "" : ` It printed on stderr: ${stderr.trim()}`;
    const text = `it ended its process with exit code ${returncode} before it returned.${printed}`;
    return { reason: "FUNCTION_EXITED", text };
  }
  const advice =
    signal === "SIGKILL"
      ? " When it did not do that itself, it ran out of memory: raise resources.limits.memory."
      : "";
  return {
    reason: "FUNCTION_KILLED",
    text: `its process was killed by ${signal} (exit code ${returncode}).${advice}`,
  };
}

function signalOf(returncode: number): string | undefined {
  const signals = Object.entries(constants.signals);
  return signals.find(([, number]) => number === returncode - SIGNALLED)?.[0];
}

function prefix({ functionName }: Failed): string {
  return `Function '${functionName}' execution failed in sandbox: `;
}
