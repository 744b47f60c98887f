import { SandboxFileError } from "../../errors/index.js";
import { decodePickle, PickleError } from "../../pickle/index.js";
import { damagedResult, decodePlainResult, Serialization } from "../../values/index.js";
import { exitedError } from "../failures.js";
import type { FunctionHost } from "../host.js";
import { isMissingRuntime, isRefusedStart, missingRuntimeError, PYTHON } from "../missing-runtime.js";
import { inOwnSandbox } from "../own-sandbox.js";
import type { CallRequest } from "../remote-calls.js";
import { type CommandReport, runByCommand } from "../run-by-command.js";
import { PYTHON_RUNNERS } from "../runner-program.js";
import { type CallPlan, planCall } from "../runner-report.js";
import { pythonError, readPythonFailure } from "./python-failure.js";
import { checkVariableNames, type PythonSerialization } from "./python-options.js";
import { encodePythonCall } from "./python-payload.js";
import type { PythonSource } from "./python-source.js";

/** One Python function of one session, ready to be called. */
export interface PythonTarget {
  readonly source: PythonSource;
  readonly host: FunctionHost;
  readonly globals: Readonly<Record<string, unknown>>;
  readonly serialization: PythonSerialization;
}

/**
 * Runs the function once in a sandbox of its own. Variables and arguments are read before this returns control,
 * so the call sees the values of this moment, and nothing is created when one of them cannot travel.
 */
export async function callPython(
  { source, host, globals, serialization }: PythonTarget,
  { args, options, printed }: CallRequest<readonly unknown[]>,
): Promise<unknown> {
  options.signal?.throwIfAborted();
  host.assertOpen();
  checkVariableNames(globals);
  const bytes = encodePythonCall({ ...source, globals, args }, serialization);
  const call = { name: source.name, mode: serialization, tempDir: options.tempDir || host.tempDir };
  return inOwnSandbox({ host, options, image: PYTHON.image }, (sandbox) =>
    run(call, planCall({ name: source.name, sandbox, options, printed, payload: () => [bytes] })),
  );
}

interface Run {
  readonly name: string;
  readonly mode: PythonSerialization;
  readonly tempDir: string;
}

async function run({ name, mode, tempDir }: Run, plan: CallPlan): Promise<unknown> {
  const report = await runByCommand(plan, PYTHON_RUNNERS[mode], tempDir).catch((error: unknown) => {
    throw isRefusedStart(PYTHON, error) ? missingRuntimeError(PYTHON, name, { cause: error }) : error;
  });
  if (report.execResult.returncode !== 0) throw failureOf(name, report);
  if (report.bytes !== null) return decode(report.bytes, mode);
  throw new SandboxFileError(
    `Function '${name}' ended its process with exit code 0 before it returned: there is no result file ${report.resultPath}.`,
    { filepath: report.resultPath },
  );
}

/** Highest exit code of a process that was not ended by a signal. */
const HIGHEST_OWN_CODE = 128;

function failureOf(functionName: string, { execResult, outOfMemory }: CommandReport): Error {
  if (isMissingRuntime(PYTHON, execResult)) return missingRuntimeError(PYTHON, functionName, { execResult });
  const { exceptionType, exceptionMessage } = readPythonFailure(execResult.stderr);
  const hasRaised = exceptionType !== null || exceptionMessage !== null;
  return hasRaised && execResult.returncode <= HIGHEST_OWN_CODE
    ? pythonError(functionName, execResult)
    : exitedError({ functionName, execResult, outOfMemory });
}

function decode(bytes: Uint8Array, mode: PythonSerialization): unknown {
  if (mode === Serialization.JSON) return decodePlainResult(bytes);
  try {
    return decodePickle(bytes);
  } catch (error) {
    if (error instanceof PickleError) throw damagedResult(error.message, error);
    throw error;
  }
}
