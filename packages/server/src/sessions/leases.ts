import { randomUUID } from "node:crypto";
import { REASON } from "@cwsandbox/wire";
import { preconditionFailed } from "../errors/index.js";

/** Sandboxes that live only as long as somebody holds on to them. */
export interface Leases {
  /** Grants a lease to a principal. */
  open(owner: string): Lease;
  /**
   * @throws ServiceError unless the lease is in force and belongs to the principal.
   */
  require(leaseId: string, owner: string): void;
  /** Puts a new sandbox under a lease; false when the lease has ended meanwhile. */
  bind(leaseId: string, sandboxId: string): boolean;
  /** The sandbox ends by other means; the lease need not think of it any more. */
  release(sandboxId: string): void;
}

/** Disposing ends it: all its sandboxes are stopped, and none can be added. */
export interface Lease extends AsyncDisposable {
  readonly id: string;
}

interface OpenLease {
  readonly owner: string;
  readonly sandboxIds: Set<string>;
}

/** @param stop Ends one sandbox at once; must not fail. */
export function createLeases(stop: (sandboxId: string) => Promise<void>): Leases {
  const open = new Map<string, OpenLease>();
  const leaseOf = new Map<string, string>();

  const end = async (leaseId: string): Promise<void> => {
    const lease = open.get(leaseId);
    if (lease === undefined) return;
    open.delete(leaseId);
    for (const sandboxId of lease.sandboxIds) leaseOf.delete(sandboxId);
    await Promise.all(Array.from(lease.sandboxIds, stop));
  };

  return {
    open(owner) {
      const id = randomUUID();
      open.set(id, { owner, sandboxIds: new Set() });
      return { id, [Symbol.asyncDispose]: () => end(id) };
    },
    require(leaseId, owner) {
      if (open.get(leaseId)?.owner !== owner) throw notInForce(leaseId);
    },
    bind(leaseId, sandboxId) {
      const lease = open.get(leaseId);
      lease?.sandboxIds.add(sandboxId);
      if (lease !== undefined) leaseOf.set(sandboxId, leaseId);
      return lease !== undefined;
    },
    release(sandboxId) {
      const leaseId = leaseOf.get(sandboxId);
      if (leaseId === undefined) return;
      leaseOf.delete(sandboxId);
      open.get(leaseId)?.sandboxIds.delete(sandboxId);
    },
  };
}

/** The lease a create names is not there, or not any more. */
export function notInForce(leaseId: string): Error {
  return preconditionFailed(
    REASON.INVALID_REQUEST,
    `The lease '${leaseId}' is not in force; hold a new one and create under that`,
  );
}
