import { constants } from "node:os";
import {
  type ProcessResult,
  SandboxCommandTimeoutError,
  SandboxExecutionError,
  SandboxTimeoutError,
} from "../errors/index.js";
import type { FunctionOutcome, RemoteErrorRecord } from "../values/index.js";
import { toRemoteError } from "./remote-error.js";

/** A process that a signal ended has this plus the number of the signal as its exit code. */
const SIGNALLED = 128;

interface Failed {
  readonly functionName: string;
  readonly execResult: ProcessResult;
}

/** A process that left no report. */
interface Ended extends Failed {
  /** Whether the server says that the kernel killed it for lack of memory. */
  readonly outOfMemory: boolean;
}

const MORE_MEMORY = 'Give it more, for example resources: { memory: "2Gi" }, or work on less data at once.';
const MORE_HEAP =
  'Give it more, for example environmentVariables: { NODE_OPTIONS: "--max-old-space-size=4096" } (in MiB, and not ' +
  "above the memory of its sandbox), or work on less data at once.";

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
export function exitedError(failed: Ended): SandboxExecutionError {
  const { execResult } = failed;
  const { reason, text } = explainEnd(failed);
  return new SandboxExecutionError(`${prefix(failed)}${text}`, { execResult, reason });
}

interface End {
  readonly reason: "FUNCTION_EXITED" | "FUNCTION_KILLED" | "FUNCTION_OUT_OF_MEMORY";
  readonly text: string;
}

function explainEnd({ execResult: { returncode, stderr }, outOfMemory }: Ended): End {
  if (isFullHeap(returncode, stderr)) {
    const text = `the heap of Node was full, and Node ended itself (exit code ${returncode}). ${MORE_HEAP}`;
    return { reason: "FUNCTION_OUT_OF_MEMORY", text };
  }
  if (outOfMemory) {
    const text = `its sandbox was out of memory, and the kernel killed its process (exit code ${returncode}). ${MORE_MEMORY}`;
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
      ? ` If it did not do that itself, the machine was out of memory. ${MORE_MEMORY}`
      : "";
  return {
    reason: "FUNCTION_KILLED",
    text: `its process was killed by ${signal} (exit code ${returncode}).${advice}`,
  };
}

/** Node says so in its last words, and aborts. */
function isFullHeap(returncode: number, stderr: string): boolean {
  return (
    returncode === SIGNALLED + constants.signals.SIGABRT && /^FATAL ERROR: .*out of memory/mu.test(stderr)
  );
}

/** The function took longer than it may. */
export function overTimeError(functionName: string, timeoutSeconds: number): SandboxTimeoutError {
  return new SandboxTimeoutError(
    `Function '${functionName}' ran longer than its limit of ${timeoutSeconds} s and was ended in its sandbox. ` +
      "Give it a larger timeoutSeconds, or less to do at once.",
  );
}

/** The same by a limit that the sandbox has for everything that runs in it. */
export function serverLimitError(
  functionName: string,
  cause: SandboxCommandTimeoutError,
): SandboxCommandTimeoutError {
  const { reason, metadata } = cause;
  return new SandboxCommandTimeoutError(
    `Function '${functionName}' ran longer than its sandbox allows (maxTimeoutSeconds) and was ended there. ` +
      "Raise maxTimeoutSeconds, or give it less to do at once.",
    { reason, metadata, cause },
  );
}

function signalOf(returncode: number): string | undefined {
  const signals = Object.entries(constants.signals);
  return signals.find(([, number]) => number === returncode - SIGNALLED)?.[0];
}

function prefix({ functionName }: Failed): string {
  return `Function '${functionName}' execution failed in sandbox: `;
}
