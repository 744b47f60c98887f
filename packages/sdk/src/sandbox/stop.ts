import { checkKnownKeys, isTerminalStatus, SandboxStatus, unsupported } from "../config/index.js";
import { CWSandboxValidationError, SandboxError, SandboxNotFoundError } from "../errors/index.js";
import { ignore, untilAborted } from "../support/index.js";
import type { SandboxReport } from "../transport/index.js";
import type { SandboxCore } from "./core.js";
import { nameOf } from "./errors.js";
import { withHintedRetry } from "./hinted-retry.js";

/** How a sandbox is stopped. */
export interface StopOptions {
  /** Seconds between asking the main process to end and killing it. Default: 10. */
  readonly gracefulShutdownSeconds?: number | undefined;
  /** Whether an unknown sandbox counts as stopped. Default: false. */
  readonly missingOk?: boolean | undefined;
  /** Snapshots are not offered by this release: only false. Default: false. */
  readonly snapshotOnStop?: false | undefined;
  /** Stops waiting for the end; the stop itself goes on. */
  readonly signal?: AbortSignal | undefined;
}

/** The answer about a sandbox that no longer exists. */
const GONE = "gone";
const DEFAULT_GRACE_SECONDS = 10;
/** Given to the server beyond the grace period, and to the way there and back. */
const MARGIN_SECONDS = 10;

const KEYS = Object.keys({
  gracefulShutdownSeconds: true,
  missingOk: true,
  snapshotOnStop: true,
  signal: true,
} satisfies Record<keyof StopOptions, true>);

/** Refuses unknown options, a snapshot, and a grace period that is not a number of seconds from 0 up. */
export function checkStopOptions(options: StopOptions): void {
  checkKnownKeys(options, KEYS, "stop()");
  if (options.snapshotOnStop) throw unsupported("snapshotOnStop");
  const { gracefulShutdownSeconds } = options;
  if (gracefulShutdownSeconds === undefined) return;
  if (Number.isFinite(gracefulShutdownSeconds) && gracefulShutdownSeconds >= 0) return;
  throw new CWSandboxValidationError(
    `gracefulShutdownSeconds must be a number of seconds, 0 or more, but is ${gracefulShutdownSeconds}.`,
    { field: "gracefulShutdownSeconds" },
  );
}

/** Stops the sandbox and waits for its end. Later callers join the first one's stop. */
export async function stopSandbox(core: SandboxCore, options: StopOptions): Promise<void> {
  options.signal?.throwIfAborted();
  if (core.lifecycle.phase === "not_started" && core.pendingStart === null) {
    core.lifecycle.cancel();
    core.callOff?.();
  }
  if (core.lifecycle.isOver) return core.release();
  core.pendingStop ??= runStop(core, options).finally(() => (core.pendingStop = null));
  core.pendingStop.catch(ignore);
  try {
    await untilAborted(core.pendingStop, options.signal);
  } catch (error) {
    if (mayBeMissing(core, options) && error instanceof SandboxNotFoundError) return;
    throw error;
  }
}

/** The sandbox of a function call ends with its server, and the next server then knows nothing of it. */
function mayBeMissing({ call }: SandboxCore, { missingOk }: StopOptions): boolean {
  return missingOk ?? call !== null;
}

async function runStop(core: SandboxCore, options: StopOptions): Promise<void> {
  await core.pendingStart?.join().catch(ignore);
  if (core.lifecycle.phase === "not_started") core.lifecycle.cancel();
  if (!core.lifecycle.isOver) await endSandbox(core, options);
  core.release();
}

async function endSandbox(core: SandboxCore, options: StopOptions): Promise<void> {
  const isEndingAlready = core.lifecycle.phase === "stopping";
  if (isEndingAlready) core.toleratesMissing = mayBeMissing(core, options);
  else await requestStop(core, options);
  core.monitor.changed();
  await core.monitor.waitUntil(() => core.lifecycle.isOver, {
    makeTimeoutError: () => new SandboxError(`${nameOf(core)} did not end.`),
  });
}

async function requestStop(core: SandboxCore, options: StopOptions): Promise<void> {
  const sandboxId = core.requireId();
  const graceSeconds = Math.ceil(options.gracefulShutdownSeconds ?? DEFAULT_GRACE_SECONDS);
  const allowMissing = mayBeMissing(core, options);
  const transport = await core.transport();
  const request = { sandboxId, gracePeriodSeconds: graceSeconds, allowMissing };
  const answer = await withHintedRetry({
    timeoutSeconds: graceSeconds + MARGIN_SECONDS,
    attempt: async (timeoutSeconds, isFirst) => {
      try {
        const call = { operation: "Stop sandbox", sandboxId, timeoutSeconds };
        const report = await transport.deleteSandbox(request, call);
        return report ?? (allowMissing ? GONE : null);
      } catch (error) {
        // Missing on a repetition: the attempt before it has done the work.
        if (error instanceof SandboxNotFoundError && (allowMissing || !isFirst)) return GONE;
        if (error instanceof SandboxNotFoundError) return lookForEnd(core, error);
        throw error;
      }
    },
  });
  core.toleratesMissing = true;
  core.lifecycle.acceptStop();
  if (answer === GONE) core.lifecycle.observe(SandboxStatus.TERMINATED);
  else if (answer !== null && isTerminalStatus(answer.status)) core.apply(answer);
}

/** Somebody else may have ended the sandbox: its record then says so, and there is nothing left to stop. */
async function lookForEnd(core: SandboxCore, missing: SandboxNotFoundError): Promise<SandboxReport> {
  const transport = await core.transport();
  const sandboxId = core.requireId();
  const call = { operation: "Stop sandbox", sandboxId, timeoutSeconds: MARGIN_SECONDS };
  const report = await transport.getSandbox(sandboxId, call).catch(() => null);
  if (report !== null && isTerminalStatus(report.status)) return report;
  throw missing;
}
