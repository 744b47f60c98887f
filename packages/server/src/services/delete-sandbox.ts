import { EngineError, type SandboxRecord } from "@cwsandbox/engine";
import type { v1 } from "@cwsandbox/wire";
import { invalidField, ServiceError } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";
import { shown, toWireSandbox } from "../mapping/index.js";
import { Status } from "nice-grpc";
import { findOwned, type ServiceContext } from "./context.js";

/** Longer waits than this are shortened to it. */
const MAX_GRACE_SECONDS = 3600;

/** Begins the end of a sandbox; deleting a finished one succeeds, a missing one only when that is allowed. */
export function createDeleteSandbox({ engine, leases }: ServiceContext) {
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
    const [volume] = snapshotVolumes;
    if (volume !== undefined) {
      throw invalidField("snapshot_volumes", `this sandbox has no scratch volume ${shown(volume)}`);
    }
    const stopped = await engine.stop(sandboxId, Math.min(gracePeriodSeconds, MAX_GRACE_SECONDS));
    leases.release(sandboxId);
    return { sandbox: toWireSandbox(stopped, engine.description.runnerId), fileSystemSnapshotIds: [] };
  };
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
