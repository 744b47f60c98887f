import { SandboxStatus } from "../config/index.js";
import { SandboxFailedError, SandboxTerminatedError } from "../errors/index.js";
import type { SandboxCore } from "./core.js";
import { nameOf, notInTime, notRunning } from "./errors.js";
import { ensureStarted } from "./start.js";

/** How long somebody waits for a state. */
export interface StateWait {
  /** Limit in seconds, counted after an automatic start. */
  readonly timeoutSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts the sandbox if needed and waits until it runs, or has run.
 *
 * @throws SandboxFailedError, SandboxTerminatedError or SandboxNotRunningError when it cannot run any more.
 * @throws SandboxTimeoutError after the limit.
 */
export async function waitUntilRunning(core: SandboxCore, wait: StateWait): Promise<void> {
  await ensureStarted(core, wait.signal);
  await core.monitor.waitUntil(() => isReady(core), {
    ...wait,
    makeTimeoutError: () => notInTime(core, "ready", wait.timeoutSeconds),
  });
}

/**
 * For commands, files and logs: starts the sandbox if needed, and waits until it runs now.
 *
 * @throws SandboxNotRunningError when it is stopping or has ended.
 */
export async function requireRunning(core: SandboxCore, signal?: AbortSignal): Promise<void> {
  refuseEnded(core);
  const timeoutSeconds = core.settings.requestTimeoutSeconds;
  await waitUntilRunning(core, { timeoutSeconds, signal });
  refuseEnded(core);
}

/**
 * Starts the sandbox if needed and waits for its end.
 *
 * @param raiseOnTermination whether a stop counts as an error; a failure always does.
 */
export async function waitUntilOver(
  core: SandboxCore,
  wait: StateWait,
  raiseOnTermination: boolean,
): Promise<void> {
  await ensureStarted(core, wait.signal);
  await core.monitor.waitUntil(() => core.lifecycle.isOver, {
    ...wait,
    makeTimeoutError: () => notInTime(core, "complete", wait.timeoutSeconds),
  });
  const { phase, status, isStopAccepted } = core.lifecycle;
  if (phase === "cancelled") throw notRunning(core);
  if (status === SandboxStatus.FAILED) throw hasFailed(core);
  if (raiseOnTermination && (status === SandboxStatus.TERMINATED || isStopAccepted)) throw wasStopped(core);
}

/** Whether the sandbox runs or has run. @throws when it cannot run any more. */
export function isReady(core: SandboxCore): boolean {
  const { phase, status, isStopAccepted } = core.lifecycle;
  if (phase === "not_started" || phase === "starting") return false;
  // Our own stop counts from the moment it was asked for, however far the server is with it.
  if (phase === "cancelled" || core.pendingStop !== null) throw notRunning(core);
  if (phase === "stopping" && isStopAccepted) throw notRunning(core);
  if (phase === "terminal" && status === SandboxStatus.FAILED) throw hasFailed(core);
  if (phase === "terminal" && (status === SandboxStatus.TERMINATED || isStopAccepted)) throw wasStopped(core);
  return true;
}

function refuseEnded(core: SandboxCore): void {
  if (core.lifecycle.isOver || core.lifecycle.phase === "stopping") throw notRunning(core);
}

function hasFailed(core: SandboxCore): SandboxFailedError {
  const statusReason = core.report?.statusReason ?? null;
  const why = statusReason === null ? "the server gave no reason" : statusReason;
  return new SandboxFailedError(`${nameOf(core)} failed: ${why}.`, {
    sandboxId: core.sandboxId,
    statusReason,
  });
}

function wasStopped(core: SandboxCore): SandboxTerminatedError {
  return new SandboxTerminatedError(`${nameOf(core)} was terminated.`);
}
