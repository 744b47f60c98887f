import type { Engine, SandboxRecord } from "@cwsandbox/engine";
import { REASON } from "@cwsandbox/wire";
import { preconditionFailed } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";

/** Exit code of a command that was killed: 128 and the number of the signal. */
const KILLED = 137;
/** A sandbox whose main process dies takes its commands along first; its own end is told within this time. */
const PATIENCE_SECONDS = 1;
const MILLISECONDS_PER_SECOND = 1000;

/**
 * Tells a command that was killed by itself from one that the end of its sandbox has killed, whose exit code
 * would look like an outcome.
 *
 * @throws ServiceError with SANDBOX_NOT_RUNNING when the sandbox has ended.
 */
export async function requireLivingSandbox(
  engine: Engine,
  sandboxId: string,
  exitCode: number,
  call: Pick<Call, "signal">,
): Promise<void> {
  if (exitCode !== KILLED) return;
  const patience = AbortSignal.timeout(PATIENCE_SECONDS * MILLISECONDS_PER_SECOND);
  for await (const record of engine.watch(sandboxId, AbortSignal.any([call.signal, patience]))) {
    if (record.state !== "running") throw endedWith(record);
  }
}

function endedWith({ id, state }: SandboxRecord): Error {
  return preconditionFailed(
    REASON.SANDBOX_NOT_RUNNING,
    `Sandbox '${id}' is ${state}: it ended while the command ran, and killed it`,
  );
}
