import { isFinished, type Engine } from "@cwsandbox/engine";
import { decodeAttachments } from "../mapping/index.js";
import type { RequestIds } from "../sessions/index.js";
import { allRecords } from "./owned-pages.js";

/**
 * Takes over what an earlier server left: which requests were carried out already, and sandboxes under
 * leases nobody holds any more, which are ended.
 */
export async function restore(
  engine: Engine,
  requestIds: RequestIds,
  stop: (sandboxId: string) => Promise<void>,
): Promise<void> {
  const orphans: string[] = [];
  for await (const record of allRecords(engine, { tags: [], includeFinished: true })) {
    const { owner, requestId, requestDigest, leaseId } = decodeAttachments(record);
    if (requestId !== undefined && requestDigest !== undefined) {
      requestIds.restore({ owner, requestId, digest: requestDigest }, record.id);
    }
    if (leaseId !== undefined && !isFinished(record.state)) orphans.push(record.id);
  }
  await Promise.all(orphans.map(stop));
}
