import { EngineError, type SandboxRecord, type SandboxSpec } from "@cwsandbox/engine";
import type { v1 } from "@cwsandbox/wire";
import type { Call } from "../interceptors/index.js";
import {
  CREATE_FIELD_NAMES,
  digestOf,
  fromEngineError,
  mapCreateRequest,
  toWireSandbox,
} from "../mapping/index.js";
import { notInForce } from "../sessions/index.js";
import type { ServiceContext } from "./context.js";
import { withKeepAlive } from "./keep-alive.js";

/** What our own create can say beyond the shared contract. */
export interface CreateExtras {
  /** Lease the sandbox ends with. */
  readonly leaseId?: string;
  /** Longest time one command may take, in seconds. */
  readonly maxCommandSeconds?: number;
}

/** Creates a sandbox, once per request id and owner. */
export type CreateSandbox = (
  request: v1.CreateSandboxRequest,
  extras: CreateExtras,
  call: Call,
) => Promise<v1.Sandbox>;

export function createSandboxCreator(context: ServiceContext): CreateSandbox {
  const { engine, requestIds } = context;
  const { runnerId } = engine.description;

  const createOnce = async (
    request: v1.CreateSandboxRequest,
    extras: CreateExtras,
    call: Call,
  ): Promise<SandboxRecord> => {
    const { requestId } = request;
    const owner = call.principal;
    const digest = digestOf({ request, extras });
    const attachments = {
      owner,
      ...extras,
      ...(requestId === "" ? {} : { requestId, requestDigest: digest }),
    };
    const create = async (): Promise<SandboxRecord> => {
      const spec = mapCreateRequest(request, createRules(context), attachments);
      return createInEngine(context, await withKeepAlive(engine, spec), extras, call);
    };
    if (requestId === "") return create();
    const identity = { owner, requestId, digest };
    for (;;) {
      const sandboxId = await requestIds.once(identity, async () => (await create()).id);
      try {
        return await engine.get(sandboxId);
      } catch (error) {
        if (!(error instanceof EngineError && error.code === "not-found")) throw error;
        requestIds.forget(identity);
      }
    }
  };

  return async (request, extras, call) => {
    const record = await createOnce(request, extras, call);
    call.note.sandboxId = record.id;
    return toWireSandbox(record, runnerId);
  };
}

/** What the server adds to a request. */
export function createRules({ engine, config }: ServiceContext): Parameters<typeof mapCreateRequest>[1] {
  const { runnerId, defaultImage } = engine.description;
  return {
    runnerId,
    defaultImage: config.defaultImage === "" ? defaultImage : config.defaultImage,
    defaultLifetimeSeconds: config.defaultLifetimeSeconds,
    maxLifetimeSeconds: config.maxLifetimeSeconds,
  };
}

/** Undone when nobody is left to learn of the sandbox, or its lease ended while it was made. */
async function createInEngine(
  { engine, leases }: ServiceContext,
  spec: SandboxSpec,
  { leaseId }: CreateExtras,
  call: Call,
): Promise<SandboxRecord> {
  if (leaseId !== undefined) leases.require(leaseId, call.principal);
  let record: SandboxRecord;
  try {
    record = await engine.create(spec);
  } catch (error) {
    throw refusedCreate(error);
  }
  const leaseEnded = leaseId !== undefined && !leases.bind(leaseId, record.id);
  if (leaseEnded || call.signal.aborted) {
    await engine.stop(record.id, 0);
    leases.release(record.id);
    if (leaseEnded) throw notInForce(leaseId);
    call.signal.throwIfAborted();
  }
  return record;
}

/** An error of the engine in the words of the request. */
export function refusedCreate(error: unknown): unknown {
  return (error instanceof EngineError ? fromEngineError(error, CREATE_FIELD_NAMES) : undefined) ?? error;
}
