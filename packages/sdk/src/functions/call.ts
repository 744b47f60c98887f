import { randomBytes } from "node:crypto";
import { type Capture, captureFunction } from "../capture/index.js";
import {
  CWSandboxError,
  type ProcessResult,
  SandboxFileError,
  SandboxTimeoutError,
} from "../errors/index.js";
import { onAbort, untilAborted } from "../support/index.js";
import {
  checkSerialization,
  decodeResult,
  encodeFrame,
  type PlainData,
  Serialization,
  validateJsonArguments,
} from "../values/index.js";
import { exitedError, missingRuntimeError, valueOf } from "./failures.js";
import type { CallSandbox, FunctionHost } from "./host.js";
import type { RemoteFunctionOptions } from "./options.js";
import { runnerProgram } from "./runner-program.js";

/** One function of one session, ready to be called. */
export interface CallTarget {
  readonly fn: object;
  readonly name: string;
  readonly host: FunctionHost;
  readonly options: RemoteFunctionOptions;
}

interface CallFiles {
  readonly payload: string;
  readonly result: string;
  readonly runner: string;
}

/**
 * Runs the function once in a sandbox of its own. Variables and arguments are read before this returns control,
 * so the call sees the values of this moment, and nothing is created when one of them cannot travel.
 */
export async function callRemotely(
  target: CallTarget,
  args: readonly unknown[],
  receiver: unknown,
): Promise<unknown> {
  const { host, options } = target;
  options.signal?.throwIfAborted();
  host.assertOpen();
  const captured = captureCall(target, args, receiver);
  const {
    serialization: _serialization,
    tempDir,
    timeoutSeconds,
    signal: _signal,
    ...sandboxOptions
  } = options;
  const sandbox = host.createSandbox(sandboxOptions, timeoutSeconds ?? undefined);
  const files = callFiles(tempDir || host.tempDir);
  let value: unknown;
  try {
    value = await untilAborted(
      runInSandbox(target, { sandbox, files, captured }),
      options.signal ?? undefined,
    );
  } catch (error) {
    // The outcome of the call matters more than a failure to clean up after it.
    await stop(sandbox).catch(() => {});
    throw error;
  }
  await stop(sandbox);
  return value;
}

async function stop(sandbox: CallSandbox): Promise<void> {
  await sandbox.stop({ gracefulShutdownSeconds: 0, missingOk: true });
}

/** The names are new for every call, so that calls cannot meet even in a shared directory. */
function callFiles(tempDir: string): CallFiles {
  const id = randomBytes(16).toString("hex");
  const directory = tempDir.replace(/\/+$/u, "");
  return {
    payload: `${directory}/sandbox_payload_${id}.bin`,
    result: `${directory}/sandbox_result_${id}.bin`,
    runner: `${directory}/sandbox_runner_${id}.cjs`,
  };
}

interface Work {
  readonly sandbox: CallSandbox;
  readonly files: CallFiles;
  readonly captured: CapturedCall;
}

interface CapturedCall extends Capture {
  /** In JSON mode; in STRUCTURED mode the arguments are part of the graph. */
  readonly args?: PlainData;
}

function captureCall(
  { fn, name, options }: CallTarget,
  args: readonly unknown[],
  receiver: unknown,
): CapturedCall {
  if (checkSerialization(options.serialization) === Serialization.STRUCTURED) {
    return captureFunction(fn, { receiver, args });
  }
  const plain = validateJsonArguments(args, name);
  return { ...captureFunction(fn, { receiver }), args: plain };
}

async function runInSandbox(target: CallTarget, work: Work): Promise<unknown> {
  await upload(work);
  const execResult = await execute(target, work);
  const failed = { functionName: target.name, execResult };
  if (isMissingRuntime(execResult)) throw missingRuntimeError(target.name, { execResult });
  const bytes = await readResult(work, execResult);
  if (bytes === null) throw exitedError(failed);
  return valueOf(decodeResult(bytes, work.captured.shipped), failed);
}

/** The first file starts the sandbox; the payload is encoded while that goes on. */
async function upload({ sandbox, files, captured }: Work): Promise<void> {
  const program = await runnerProgram();
  const { attachments, ...graph } = captured.graph;
  const args = captured.args === undefined ? {} : { args: captured.args };
  await Promise.all([
    sandbox.writeFile(files.runner, program),
    Promise.resolve().then(() =>
      sandbox.writeFile(files.payload, encodeFrame({ ...graph, ...args }, attachments)),
    ),
  ]);
}

async function execute({ name, options }: CallTarget, { sandbox, files }: Work): Promise<ProcessResult> {
  const { timeoutSeconds, signal } = options;
  const command = ["node", files.runner, files.payload, files.result];
  try {
    const process = sandbox.exec(command, typeof timeoutSeconds === "number" ? { timeoutSeconds } : {});
    const stopListening = onAbort(signal ?? undefined, () => process.cancel());
    try {
      return await process.result();
    } finally {
      stopListening();
    }
  } catch (error) {
    if (isRefusedStart(error)) throw missingRuntimeError(name, { cause: error });
    throw error;
  }
}

/** A shell's answer, and the engine's, to a program that is not there. */
function isMissingRuntime({ returncode, stderr }: ProcessResult): boolean {
  return (returncode === 127 || returncode === 126) && MISSING_NODE.test(stderr);
}

const MISSING_NODE =
  /\bnode\b[^\n]*(?:not found|no such file|cannot find|does not exist)|(?:not found|no such file|cannot find)[^\n]*\bnode\b/iu;

function isRefusedStart(error: unknown): boolean {
  if (!(error instanceof CWSandboxError) || error instanceof SandboxTimeoutError) return false;
  return MISSING_NODE.test(error.message);
}

/** The runner's report; null when the process ended without one. */
async function readResult(
  { sandbox, files }: Work,
  { returncode }: ProcessResult,
): Promise<Uint8Array | null> {
  if (returncode > 128) return null;
  try {
    return await sandbox.readFile(files.result);
  } catch (error) {
    if (error instanceof SandboxFileError) return null;
    throw error;
  }
}
