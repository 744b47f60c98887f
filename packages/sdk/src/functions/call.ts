import { checkFoundations } from "../capture/index.js";
import { decodeResult, FrameReader } from "../values/index.js";
import type { ReadyCall } from "./begin-calls.js";
import { captureCall, type CallMoment } from "./capture-call.js";
import { exitedError, valueOf } from "./failures.js";
import type { CallSandbox, FunctionHost } from "./host.js";
import { JAVASCRIPT } from "./missing-runtime.js";
import type { RemoteFunctionOptions } from "./options.js";
import { inOwnSandbox } from "./own-sandbox.js";
import { runPlan } from "./run-plan.js";
import type { PrintedOutput } from "./function-call.js";
import { JAVASCRIPT_RUNNER } from "./runner-program.js";
import { planCall } from "./runner-report.js";
import { UnsentCall } from "./unsent-call.js";

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
  readonly moment: CallMoment;
  /** Gathers what the function prints. */
  readonly printed: PrintedOutput;
}

/**
 * Makes a call ready that runs the function once in a sandbox of its own. Variables and arguments are read before this
 * returns, so the call sees the values of this moment, and nothing is created when one of them cannot travel.
 */
export function prepareCall(target: CallTarget, { printed, ...input }: CallInput): ReadyCall {
  const { host, options } = target;
  options.signal?.throwIfAborted();
  host.assertOpen();
  const call = new UnsentCall(captureCall(target, input));
  return async () => {
    if (call.needsBundle) await call.bundle(options.signal ?? undefined);
    return inOwnSandbox({ host, options, image: JAVASCRIPT.image }, (sandbox) =>
      runInSandbox(target, { sandbox, call, printed }),
    );
  };
}

interface Work {
  readonly sandbox: CallSandbox;
  readonly call: UnsentCall;
  readonly printed: PrintedOutput;
}

async function runInSandbox(target: CallTarget, work: Work): Promise<unknown> {
  const { name: functionName, host, options } = target;
  const { sandbox, call, printed } = work;
  const payload = (): readonly Uint8Array[] => call.encode(target);
  const reader = new FrameReader();
  const onReport = (piece: Uint8Array): void => {
    reader.push(piece);
  };
  const plan = planCall({ functionName, host, sandbox, options, printed, payload, onReport });
  const { execResult, hasReport, outOfMemory } = await runPlan(plan, JAVASCRIPT_RUNNER);
  const failed = { functionName, execResult, outOfMemory };
  if (!hasReport) throw exitedError(failed);
  checkFoundations();
  return valueOf(decodeResult(reader, call.shipped), failed);
}
