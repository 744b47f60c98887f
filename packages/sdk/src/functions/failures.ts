import {
  CWSandboxError,
  type ProcessResult,
  SandboxExecutionError,
  SandboxTimeoutError,
} from "../errors/index.js";
import type { FunctionOutcome, RemoteErrorRecord } from "../values/index.js";
import { toRemoteError } from "./remote-error.js";

/** The function ended its own process, or something ended it, before it could report a result. */
const FUNCTION_EXITED = "FUNCTION_EXITED";
/** Exit code of a process that was killed with signal 9, as the kernel does when memory runs out. */
const KILLED = 137;
/** Exit code of Node when its own heap limit is reached. */
const ABORTED = 134;

interface Failed {
  readonly functionName: string;
  readonly execResult: ProcessResult;
}

/** The value of a successful call, or the error that says how it failed. */
export function valueOf(outcome: FunctionOutcome, failed: Failed): unknown {
  if (outcome.kind === "value") return outcome.value;
  if (outcome.kind === "error") throw thrownError(outcome.error, failed);
  throw new SandboxExecutionError(
    `${prefix(failed)}${outcome.message}. Return basic values (text, numbers, booleans, null, lists, plain objects).`,
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
  return new SandboxExecutionError(`${prefix(failed)}${exitText(execResult)}`, {
    execResult,
    reason: FUNCTION_EXITED,
  });
}

function exitText({ returncode, stderr }: ProcessResult): string {
  if (returncode === KILLED) {
    return "its process was killed (exit code 137), most likely because it ran out of memory; raise resources.limits.memory.";
  }
  if (returncode === ABORTED && stderr.includes("heap out of memory")) {
    return "Node ran out of heap memory (exit code 134); raise resources.limits.memory, or work on less data at once.";
  }
  const printed = stderr.trim() === "" ? "" : ` It printed on stderr: ${stderr.trim()}`;
  return `it ended its process with exit code ${returncode} before it returned.${printed}`;
}

/** The image has no JavaScript runtime to run the function with. */
export function missingRuntimeError(
  functionName: string,
  details: { execResult?: ProcessResult; cause?: unknown },
): SandboxExecutionError {
  return new SandboxExecutionError(
    `Function '${functionName}' execution failed in sandbox: the image has no "node" to run JavaScript functions with. ` +
      'Use an image that has it, for example containerImage: "node:24", or leave containerImage out.',
    { ...details, reason: "FUNCTION_RUNTIME_MISSING" },
  );
}

function prefix({ functionName }: Failed): string {
  return `Function '${functionName}' execution failed in sandbox: `;
}

/** A shell's answer, and the engine's, to a program that is not there. */
export function isMissingRuntime({ returncode, stderr }: ProcessResult): boolean {
  return (returncode === 127 || returncode === 126) && MISSING_NODE.test(stderr);
}

const MISSING_NODE =
  /\bnode\b[^\n]*(?:not found|no such file|cannot find|does not exist)|(?:not found|no such file|cannot find)[^\n]*\bnode\b/iu;

/** The same from an engine that refuses to start it. */
export function isRefusedStart(error: unknown): boolean {
  if (!(error instanceof CWSandboxError) || error instanceof SandboxTimeoutError) return false;
  return MISSING_NODE.test(error.message);
}
