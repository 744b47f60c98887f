import type { ListQuery } from "@cwsandbox/engine";
import { v1 } from "@cwsandbox/wire";
import { collectProblems } from "./problems.js";
import { toModelState } from "./sandbox.js";

const DEFAULT_PAGE_SIZE = 100;
const MAX_PAGE_SIZE = 1000;

/**
 * Turns a listing into a query.
 *
 * @returns undefined when nothing can match: another runner, a volume, or a state none of ours is ever in.
 * @throws ServiceError for a negative page size, an unknown state or an order that is not offered.
 */
export function mapListRequest(request: v1.ListSandboxesRequest, runnerId: string): ListQuery | undefined {
  const problems = collectProblems();
  if (request.pageSize < 0) {
    problems.violation("page_size", `${String(request.pageSize)} is negative; use 0 for the default`);
  }
  const { state } = request;
  const known = Object.values(v1.State).includes(state) && state !== v1.State.UNRECOGNIZED;
  if (!known) problems.violation("state", `${String(state)} is not a known state; leave it unset for any`);
  if (request.sortDirection === v1.SortDirection.SORT_DIRECTION_ASCENDING) {
    problems.violation("sort_direction", "this server lists the newest first only; leave it unset");
  }
  problems.throwIfAny();

  const modelState = toModelState(state);
  const anyState = state === v1.State.STATE_UNSPECIFIED;
  const elsewhere = request.runnerIds.length > 0 && !request.runnerIds.includes(runnerId);
  if (elsewhere || request.volumeIds.length > 0 || (modelState === undefined && !anyState)) return undefined;
  return {
    tags: request.tags,
    includeFinished: request.showTerminated,
    maxResults: request.pageSize === 0 ? DEFAULT_PAGE_SIZE : Math.min(request.pageSize, MAX_PAGE_SIZE),
    ...(modelState === undefined ? {} : { state: modelState }),
    ...(request.pageToken === "" ? {} : { cursor: request.pageToken }),
  };
}
