import { SandboxFileError } from "../../errors/index.js";
import { decodePickle, PickleError } from "../../pickle/index.js";
import { damagedResult, decodePlainResult, Serialization } from "../../values/index.js";
import type { ReadyCall } from "../begin-calls.js";
import { exitedError } from "../failures.js";
import type { FunctionHost } from "../host.js";
import { PYTHON } from "../missing-runtime.js";
import { inOwnSandbox } from "../own-sandbox.js";
import type { CallRequest } from "../remote-calls.js";
import { runPlan } from "../run-plan.js";
import { PYTHON_RUNNERS } from "../runner-program.js";
import { planCall, type PlanParts, type RunnerReport } from "../runner-report.js";
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
 * Makes a call ready that runs the function once in a sandbox of its own. Variables and arguments are read before this
 * returns, so the call sees the values of this moment, and nothing is created when one of them cannot travel.
 */
export function preparePythonCall(
  { source, host, globals, serialization }: PythonTarget,
  { args, options, printed }: CallRequest<readonly unknown[]>,
): ReadyCall {
  options.signal?.throwIfAborted();
  host.assertOpen();
  checkVariableNames(globals);
  const bytes = encodePythonCall({ ...source, globals, args }, serialization);
  const call = { functionName: source.name, host, options, printed, payload: () => [bytes] };
  return () =>
    inOwnSandbox({ host, options, image: PYTHON.image }, (sandbox) =>
      run({ ...call, sandbox }, serialization),
    );
}

async function run(call: Omit<PlanParts, "onReport">, mode: PythonSerialization): Promise<unknown> {
  const { functionName } = call;
  const pieces: Uint8Array[] = [];
  const onReport = (piece: Uint8Array): void => void pieces.push(piece);
  const report = await runPlan(planCall({ ...call, onReport }), PYTHON_RUNNERS[mode]);
  const { hasReport, resultPath } = report;
  if (report.execResult.returncode !== 0) throw failureOf(functionName, report);
  if (hasReport) return decode(Buffer.concat(pieces), mode);
  const missing = resultPath === null ? "there is no result" : `there is no result file ${resultPath}`;
  throw new SandboxFileError(
    `Function '${functionName}' ended its process with exit code 0 before it returned: ${missing}.`,
    { filepath: resultPath },
  );
}

/** Highest exit code of a process that was not ended by a signal. */
const HIGHEST_OWN_CODE = 128;

function failureOf(functionName: string, { execResult, outOfMemory }: RunnerReport): Error {
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
