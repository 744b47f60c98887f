import { bundleReferences } from "../bundling/index.js";
import { untilAborted } from "../support/index.js";
import { decodeResult } from "../values/index.js";
import { captureCall, type CapturedCall, encodeCall } from "./capture-call.js";
import { warnIfLarge } from "./explain.js";
import { exitedError, isMissingRuntime, isRefusedStart, missingRuntimeError, valueOf } from "./failures.js";
import type { CallSandbox, FunctionHost } from "./host.js";
import type { RemoteFunctionOptions } from "./options.js";
import { runByCommand } from "./run-by-command.js";
import { runByServer } from "./run-by-server.js";
import type { PrintedOutput } from "./function-call.js";
import type { CallPlan, RunnerReport } from "./runner-report.js";

/** One function of one session, ready to be called. */
export interface CallTarget {
  readonly fn: object;
  readonly name: string;
  readonly host: FunctionHost;
  readonly options: RemoteFunctionOptions;
}

/** What a single call is made with. */
export interface CallInput {
  readonly args: readonly unknown[];
  readonly receiver: unknown;
  /** Gathers what the function prints. */
  readonly printed: PrintedOutput;
}

/**
 * Runs the function once in a sandbox of its own. Variables and arguments are read before this returns control,
 * so the call sees the values of this moment, and nothing is created when one of them cannot travel.
 */
export async function callRemotely(target: CallTarget, input: CallInput): Promise<unknown> {
  const { host, options } = target;
  options.signal?.throwIfAborted();
  host.assertOpen();
  const captured = captureCall(target, input);
  const bundle = captured.bundled.length === 0 ? null : await bundleOf(captured, options.signal);
  const {
    serialization: _serialization,
    tempDir,
    timeoutSeconds,
    signal: _signal,
    onStdout: _onStdout,
    onStderr: _onStderr,
    packages: _packages,
    allowSecrets: _allowSecrets,
    warnAboveSizeBytes: _warnAboveSizeBytes,
    ...sandboxOptions
  } = options;
  const sandbox = host.createSandbox(sandboxOptions, timeoutSeconds ?? undefined);
  let value: unknown;
  try {
    value = await untilAborted(
      runInSandbox(target, {
        sandbox,
        captured,
        bundle,
        tempDir: tempDir ?? "",
        printed: input.printed,
      }),
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

async function bundleOf(captured: CapturedCall, signal: AbortSignal | null | undefined): Promise<Uint8Array> {
  return untilAborted(bundleReferences(captured), signal ?? undefined);
}

interface Work {
  readonly sandbox: CallSandbox;
  readonly captured: CapturedCall;
  /** What the function uses of packages, as program text. */
  readonly bundle: Uint8Array | null;
  /** Where the caller wants the files of the call; empty when it does not matter. */
  readonly tempDir: string;
  readonly printed: PrintedOutput;
}

async function runInSandbox(target: CallTarget, work: Work): Promise<unknown> {
  const { execResult, bytes } = await run(target, work);
  const failed = { functionName: target.name, execResult };
  if (isMissingRuntime(execResult)) throw missingRuntimeError(target.name, { execResult });
  if (bytes === null) throw exitedError(failed);
  return valueOf(decodeResult(bytes, work.captured.shipped), failed);
}

/** A server that runs calls itself needs no files; where they matter, they are written. */
async function run(target: CallTarget, work: Work): Promise<RunnerReport> {
  const { name, host, options } = target;
  const { sandbox, captured, bundle, printed } = work;
  const { timeoutSeconds, signal, onStdout, onStderr } = options;
  const plan: CallPlan = {
    sandbox,
    payload: () => {
      const bytes = encodeCall(captured, bundle);
      warnIfLarge(target, captured, bytes);
      return bytes;
    },
    timeoutSeconds: timeoutSeconds ?? undefined,
    watch: {
      printed,
      onStdout: onStdout ?? undefined,
      onStderr: onStderr ?? undefined,
      signal: signal ?? undefined,
    },
  };
  const tempDir = work.tempDir || host.ownTempDir;
  try {
    if (tempDir === null && (await sandbox.offersCalls())) return await runByServer(plan);
    return await runByCommand(plan, tempDir ?? host.tempDir);
  } catch (error) {
    if (isRefusedStart(error)) throw missingRuntimeError(name, { cause: error });
    throw error;
  }
}
