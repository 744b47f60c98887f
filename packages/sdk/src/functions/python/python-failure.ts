import { type ProcessResult, SandboxExecutionError } from "../../errors/index.js";

/** What standard error tells about the end of a Python function. */
export interface PythonFailure {
  readonly exceptionType: string | null;
  readonly exceptionMessage: string | null;
}

const MESSAGE = "EXCEPTION:";
const UNSERIALIZABLE = "RESULT_SERIALIZATION_ERROR:";

/** Reads the documented lines; a later one replaces what an earlier one told. */
export function readPythonFailure(stderr: string): PythonFailure {
  let failure: PythonFailure = { exceptionType: null, exceptionMessage: null };
  for (const line of stderr.split(/\r?\n/u)) failure = readLine(line, failure);
  return failure;
}

function readLine(line: string, before: PythonFailure): PythonFailure {
  if (line.startsWith(UNSERIALIZABLE)) {
    const [type, message] = splitAt(line.slice(UNSERIALIZABLE.length), ":");
    return { exceptionType: type, exceptionMessage: `return value is not JSON-serializable: ${message}` };
  }
  if (line.startsWith(MESSAGE)) return { ...before, exceptionMessage: line.slice(MESSAGE.length).trim() };
  const [type, message] = splitAt(line, ": ");
  if (message === null || !/^\S*(?:Error|Exception)$/u.test(type)) return before;
  return { exceptionType: type, exceptionMessage: message };
}

function splitAt(text: string, separator: string): [before: string, after: string | null] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** The error for a function that raised, could not be defined, or returned what cannot travel. */
export function pythonError(functionName: string, execResult: ProcessResult): SandboxExecutionError {
  const failure = readPythonFailure(execResult.stderr);
  const text = failure.exceptionMessage || execResult.stderr.trim();
  return new SandboxExecutionError(`Function '${functionName}' execution failed in sandbox: ${text}`, {
    execResult,
    ...failure,
  });
}
