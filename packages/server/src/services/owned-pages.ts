import type { Engine, ListQuery, SandboxPage, SandboxRecord } from "@cwsandbox/engine";
import type { Principal } from "../admission/index.js";
import { isOwnedBy } from "./context.js";

const SCAN_PAGE_SIZE = 500;

/**
 * One page of what the principal may see. Engines do not know owners, so pages are read until this one is
 * full; each time only as many records as still fit, so that the last cursor is right.
 */
export async function ownedPage(
  engine: Engine,
  query: ListQuery,
  principal: Principal,
): Promise<SandboxPage> {
  const records: SandboxRecord[] = [];
  let { cursor } = query;
  do {
    const maxResults = query.maxResults - records.length;
    const page = await engine.list({ ...query, maxResults, ...(cursor === undefined ? {} : { cursor }) });
    records.push(...page.records.filter((record) => isOwnedBy(record, principal)));
    cursor = page.nextCursor;
  } while (cursor !== undefined && records.length < query.maxResults);
  return cursor === undefined ? { records } : { records, nextCursor: cursor };
}

/** Every record there is that matches, page by page. */
export async function* allRecords(
  engine: Engine,
  query: Pick<ListQuery, "tags" | "includeFinished">,
): AsyncGenerator<SandboxRecord> {
  let cursor: string | undefined;
  do {
    const page = await engine.list({
      ...query,
      maxResults: SCAN_PAGE_SIZE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield* page.records;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
