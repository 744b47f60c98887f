import type { ListQuery, SandboxPage } from "../engine.js";
import { EngineError } from "../errors/index.js";
import { isFinished } from "../model/index.js";
import type { SandboxRecord } from "../model/index.js";

/** Where a page ended. It names a place in the order, not a page, so that it survives a restart. */
interface Position {
  readonly time: number;
  readonly id: string;
}

/**
 * One page of the records that match, newest first. The cursor stays good while records come and
 * go: what was created later never shifts a page.
 *
 * @throws EngineError `invalid` for a cursor that is none and for a `maxResults` below 1.
 */
export function pageOfRecords(records: Iterable<SandboxRecord>, query: ListQuery): SandboxPage {
  if (!Number.isInteger(query.maxResults) || query.maxResults < 1) {
    const message = `maxResults must be a whole number from 1, not ${query.maxResults}`;
    throw new EngineError("invalid", message, { field: "maxResults" });
  }
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  const found = [...records]
    .filter((record) => matches(record, query))
    .filter((record) => after === undefined || compare(positionOf(record), after) > 0)
    .sort((left, right) => compare(positionOf(left), positionOf(right)));
  const page = found.slice(0, query.maxResults);
  const last = page.at(-1);
  return found.length > page.length && last !== undefined
    ? { records: page, nextCursor: encodeCursor(positionOf(last)) }
    : { records: page };
}

function matches(record: SandboxRecord, query: ListQuery): boolean {
  const wantedState =
    query.state === undefined
      ? query.includeFinished || !isFinished(record.state)
      : record.state === query.state;
  return wantedState && query.tags.every((tag) => record.spec.tags.includes(tag));
}

function positionOf(record: SandboxRecord): Position {
  return { time: record.createdAt.getTime(), id: record.id };
}

/** Below zero when `left` comes first, which means that it is newer. */
function compare(left: Position, right: Position): number {
  if (left.time !== right.time) {
    return right.time - left.time;
  }
  if (left.id === right.id) {
    return 0;
  }
  return left.id > right.id ? -1 : 1;
}

function encodeCursor(position: Position): string {
  return Buffer.from(`${position.time}.${position.id}`).toString("base64url");
}

function decodeCursor(cursor: string): Position {
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  const parts = /^(\d{1,15})\.([a-z0-9-]{1,128})$/.exec(text);
  const position = { time: Number(parts?.[1]), id: parts?.[2] ?? "" };
  if (parts === null || encodeCursor(position) !== cursor) {
    const message = `cursor ${JSON.stringify(cursor)} is not one that a listing gave; start again without a cursor`;
    throw new EngineError("invalid", message, { field: "cursor" });
  }
  return position;
}
