import { isTerminalStatus, type ListOptions, optionalTextList, parseSandboxStatus } from "../config/index.js";
import { CWSandboxValidationError, SandboxError, SandboxRequestTimeoutError } from "../errors/index.js";
import { followPages, linkSignals } from "../support/index.js";
import type { ListPage, ListRequest } from "../transport/index.js";
import { connectTo } from "../transport-grpc/index.js";
import { SandboxCore } from "./core.js";
import { type RemoteOptions, remoteSettings } from "./remote.js";

/** Finds sandboxes, all pages within one limit. */
export async function listCores(filter: ListOptions, options: RemoteOptions): Promise<SandboxCore[]> {
  const request = toRequest(filter);
  const settings = remoteSettings(options);
  const transport = await connectTo(settings.server, settings.auth);
  const link = linkSignals({
    signals: [options.signal],
    timeoutSeconds: settings.requestTimeoutSeconds,
    makeTimeoutError: () =>
      new SandboxRequestTimeoutError(
        `List sandboxes timed out: not all pages came within ${settings.requestTimeoutSeconds} s.`,
      ),
  });
  try {
    const call = { operation: "List sandboxes", signal: link.signal };
    const found: SandboxCore[] = [];
    const load = (pageToken: string): Promise<ListPage> =>
      transport.listSandboxes({ ...request, pageToken }, call);
    for await (const page of followPages(load, endless)) {
      found.push(...page.sandboxes.map((report) => SandboxCore.attached(settings, report, transport)));
    }
    return found;
  } finally {
    link.release();
  }
}

function endless(problem: string): SandboxError {
  return new SandboxError(`List sandboxes failed: ${problem}`);
}

function toRequest(filter: ListOptions): Omit<ListRequest, "pageToken"> {
  refuseProfiles(filter);
  const status =
    filter.status === undefined || filter.status === null ? undefined : parseSandboxStatus(filter.status);
  return {
    tags: textList("tags", filter.tags),
    status,
    runnerIds: textList("runnerIds", filter.runnerIds),
    includeStopped: isEndedWanted(filter) || (status !== undefined && isTerminalStatus(status)),
  };
}

function isEndedWanted({ includeStopped, showTerminated }: ListOptions): boolean {
  return includeStopped === true || showTerminated === true;
}

/** Sandboxes are not listed by profile in this version of the contract; ignoring the filter would list too many. */
function refuseProfiles(filter: ListOptions): void {
  for (const field of ["profileIds", "profileNames"] as const) {
    if (textList(field, filter[field]).length === 0) continue;
    throw new CWSandboxValidationError(
      `${field} cannot be filtered by on this server. List by tags instead, and give the sandboxes a tag for it.`,
      { field },
    );
  }
}

function textList(field: string, value: unknown): readonly string[] {
  return optionalTextList(field, value) ?? [];
}
