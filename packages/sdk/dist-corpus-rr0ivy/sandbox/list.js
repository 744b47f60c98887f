import { isTerminalStatus, parseSandboxStatus } from "../config/index.js";
import { CWSandboxValidationError, SandboxError, SandboxRequestTimeoutError } from "../errors/index.js";
import { followPages, linkSignals } from "../support/index.js";
import { connectTo } from "../transport-grpc/index.js";
import { SandboxCore } from "./core.js";
import { remoteSettings } from "./remote.js";
/** Finds sandboxes, all pages within one limit. */
export async function listCores(filter, options) {
    const request = toRequest(filter);
    const settings = remoteSettings(options);
    const transport = await connectTo(settings.server);
    const link = linkSignals({
        signals: [options.signal],
        timeoutSeconds: settings.requestTimeoutSeconds,
        makeTimeoutError: () => new SandboxRequestTimeoutError(`List sandboxes timed out: not all pages came within ${settings.requestTimeoutSeconds} s.`),
    });
    try {
        const call = { operation: "List sandboxes", signal: link.signal };
        const found = [];
        const load = (pageToken) => transport.listSandboxes({ ...request, pageToken }, call);
        for await (const page of followPages(load, endless)) {
            found.push(...page.sandboxes.map((report) => SandboxCore.attached(settings, report, transport)));
        }
        return found;
    }
    finally {
        link.release();
    }
}
function endless(problem) {
    return new SandboxError(`List sandboxes failed: ${problem}`);
}
function toRequest(filter) {
    refuseProfiles(filter);
    const status = filter.status === undefined || filter.status === null ? undefined : parseSandboxStatus(filter.status);
    return {
        tags: textList("tags", filter.tags),
        status,
        runnerIds: textList("runnerIds", filter.runnerIds),
        includeStopped: (filter.includeStopped ?? false) || (status !== undefined && isTerminalStatus(status)),
    };
}
/** Sandboxes are not listed by profile in this version of the contract; ignoring the filter would list too many. */
function refuseProfiles(filter) {
    for (const field of ["profileIds", "profileNames"]) {
        if (textList(field, filter[field]).length === 0)
            continue;
        throw new CWSandboxValidationError(`${field} cannot be filtered by on this server. List by tags instead, and give the sandboxes a tag for it.`, { field });
    }
}
function textList(field, value) {
    const list = value ?? [];
    if (Array.isArray(list) && list.every((item) => typeof item === "string"))
        return list;
    throw new CWSandboxValidationError(`${field} must be an array of texts.`, { field });
}
//# sourceMappingURL=list.js.map