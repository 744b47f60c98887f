import { EngineError, type Engine } from "@cwsandbox/engine";
import type { v1 } from "@cwsandbox/wire";
import type { Logger } from "pino";
import { invalidField, notImplemented } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";
import { isOwnedBy, type ServiceContext } from "./context.js";
import { allRecords } from "./owned-pages.js";

/** Ends all of the caller's active sandboxes, or those that carry all of some tags. */
export function createPurgeSandboxes({ engine, leases, logger }: ServiceContext) {
  return async (request: v1.PurgeSandboxesRequest, call: Call): Promise<v1.PurgeSandboxesResponse> => {
    const { tags, dryRun, requestId, purgeAll } = request;
    if (requestId !== "") throw notImplemented("PurgeSandboxes with request_id");
    if (purgeAll && tags.length > 0) {
      throw invalidField("purge_all", "excludes tags; give only one of them");
    }
    if (!purgeAll && tags.length === 0) {
      throw invalidField("tags", "is empty; give the tags to purge by, or set purge_all");
    }
    const ids: string[] = [];
    for await (const record of allRecords(engine, { tags, includeFinished: false })) {
      if (isOwnedBy(record, call.principal)) ids.push(record.id);
    }
    if (dryRun) return { purgeCount: ids.length, failedSandboxIds: [], retryableFailedSandboxIds: [] };

    const outcomes = await Promise.all(
      ids.map(async (id) => ({ id, ended: await endOne(engine, id, logger) })),
    );
    for (const { id } of outcomes) leases.release(id);
    const failed = outcomes.filter(({ ended }) => !ended).map(({ id }) => id);
    return {
      purgeCount: ids.length - failed.length,
      failedSandboxIds: failed,
      retryableFailedSandboxIds: failed,
    };
  };
}

async function endOne(engine: Engine, id: string, logger: Logger): Promise<boolean> {
  try {
    await engine.stop(id, 0);
    return true;
  } catch (error) {
    if (error instanceof EngineError && error.code === "not-found") return true;
    logger.warn({ err: error, sandboxId: id }, "a sandbox could not be purged");
    return false;
  }
}
