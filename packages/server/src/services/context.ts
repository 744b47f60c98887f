import type { Engine, SandboxRecord } from "@cwsandbox/engine";
import type { Logger } from "pino";
import type { Principal } from "../admission/index.js";
import type { ServerConfig } from "../config/index.js";
import { sandboxNotFound } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";
import { ownerOf } from "../mapping/index.js";
import type { Leases, LogSessions, RequestIds } from "../sessions/index.js";

/** What the services share. */
export interface ServiceContext {
  readonly engine: Engine;
  readonly config: ServerConfig;
  readonly serverVersion: string;
  /** When this server began to take sandboxes. */
  readonly startedAt: Date;
  readonly requestIds: RequestIds;
  readonly leases: Leases;
  readonly logSessions: LogSessions;
  readonly logger: Logger;
  /** Makes the server leave as soon as nothing needs it any more. */
  readonly leaveWhenIdle: () => void;
}

/**
 * The caller's sandbox, also noted for the log.
 *
 * @throws ServiceError when there is none of that id, or it is somebody else's.
 */
export async function findOwned(engine: Engine, call: Call, sandboxId: string): Promise<SandboxRecord> {
  call.note.sandboxId = sandboxId;
  const record = await engine.get(sandboxId);
  if (!isOwnedBy(record, call.principal)) throw sandboxNotFound(sandboxId);
  return record;
}

export function isOwnedBy(record: SandboxRecord, principal: Principal): boolean {
  return ownerOf(record) === principal;
}
