import { type Engine, EngineError, isFinished, type SandboxRecord } from "@cwsandbox/engine";
import type { v1 } from "@cwsandbox/wire";
import { invalidField, sandboxNotFound, ServiceError } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";
import { shown, toWireSandbox } from "../mapping/index.js";
import { createDeletions } from "../sessions/index.js";
import { Status } from "nice-grpc";
import { findOwned, type ServiceContext } from "./context.js";

/** Longer waits than this are shortened to it. */
const MAX_GRACE_SECONDS = 3600;
/** A sandbox that is killed at once is gone in milliseconds; a host that needs longer than this is not waited for. */
const MAX_KILL_WAIT_SECONDS = 5;

/**
 * Begins the end of a sandbox; deleting a finished one succeeds, a missing one only when that is allowed. Without
 * grace it is a deletion: to a second one the sandbox is missing, although its record and log are still kept.
 */
export function createDeleteSandbox({ engine, leases }: ServiceContext) {
  const deletions = createDeletions();
  return async (request: v1.DeleteSandboxRequest, call: Call): Promise<v1.DeleteSandboxResponse> => {
    const { sandboxId, gracePeriodSeconds, snapshotVolumes, allowMissing } = request;
    if (gracePeriodSeconds < 0) {
      throw invalidField(
        "grace_period_seconds",
        `${String(gracePeriodSeconds)} is negative; use 0 to stop at once`,
      );
    }
    const record = await findIfThere(() => findOwned(engine, call, sandboxId));
    if (record instanceof Error) {
      if (!allowMissing) throw record;
      if (snapshotVolumes.length === 0) return { sandbox: undefined, fileSystemSnapshotIds: [] };
      throw invalidField("snapshot_volumes", "a sandbox that is gone cannot be captured; leave it empty");
    }
    const isDeletion = gracePeriodSeconds === 0;
    const wasDeleted = isFinished(record.state) && deletions.has(sandboxId);
    if (isDeletion && wasDeleted && !allowMissing) throw sandboxNotFound(sandboxId);
    const [volume] = snapshotVolumes;
    if (volume !== undefined) {
      throw invalidField("snapshot_volumes", `this sandbox has no scratch volume ${shown(volume)}`);
    }
    const begun = await engine.stop(sandboxId, Math.min(gracePeriodSeconds, MAX_GRACE_SECONDS));
    leases.release(sandboxId);
    if (isDeletion) deletions.add(sandboxId);
    // Whoever grants no grace expects that nothing is left when the answer comes, and lists right after it.
    const stopped = isDeletion ? await untilFinished(engine, begun, call.signal) : begun;
    return { sandbox: toWireSandbox(stopped, engine.description.runnerId), fileSystemSnapshotIds: [] };
  };
}

async function untilFinished(
  engine: Engine,
  begun: SandboxRecord,
  signal: AbortSignal,
): Promise<SandboxRecord> {
  let latest = begun;
  const enough = AbortSignal.any([signal, AbortSignal.timeout(MAX_KILL_WAIT_SECONDS * 1000)]);
  for await (const record of engine.watch(begun.id, enough)) latest = record;
  return latest;
}

/** The record, or the error that says there is none. */
async function findIfThere(find: () => Promise<SandboxRecord>): Promise<SandboxRecord | Error> {
  try {
    return await find();
  } catch (error) {
    const missing =
      (error instanceof ServiceError && error.status === Status.NOT_FOUND) ||
      (error instanceof EngineError && error.code === "not-found");
    if (missing) return error;
    throw error;
  }
}
