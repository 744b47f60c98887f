import { checkOptionKeys, readNetwork } from "../config/index.js";
import { CWSandboxValidationError } from "../errors/index.js";
import { checkSerialization } from "../values/index.js";
/**
 * Checks and copies options at wrapping. Lists are copied; `environmentVariables` and `annotations` stay the
 * caller's own objects, so that later changes reach later calls (documented rule).
 *
 * @throws CWSandboxValidationError naming the option.
 */
export function readFunctionOptions(options) {
    if (typeof options !== "object" || options === null) {
        throw new CWSandboxValidationError(`session.function: the options must be an object, but got ${options === null ? "null" : typeof options}.`, { field: "options" });
    }
    const { timeoutSeconds, signal, ...sandbox } = options;
    checkOptionKeys(sandbox, ["function"], "session.function()");
    checkSerialization(sandbox.serialization ?? undefined);
    if (sandbox.network !== undefined && sandbox.network !== null)
        readNetwork(sandbox.network);
    if (typeof timeoutSeconds === "number"
        ? !(timeoutSeconds > 0)
        : timeoutSeconds !== undefined && timeoutSeconds !== null) {
        throw new CWSandboxValidationError(`timeoutSeconds must be a number of seconds above 0, but is ${String(timeoutSeconds)}.`, { field: "timeoutSeconds" });
    }
    return {
        ...sandbox,
        ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
        ...(signal === undefined ? {} : { signal }),
        ...copies(sandbox),
    };
}
function copies({ profileIds, profileNames, runnerIds, ports, mountedFiles, }) {
    return {
        ...(profileIds ? { profileIds: [...profileIds] } : {}),
        ...(profileNames ? { profileNames: [...profileNames] } : {}),
        ...(runnerIds ? { runnerIds: [...runnerIds] } : {}),
        ...(ports ? { ports: [...ports] } : {}),
        ...(Array.isArray(mountedFiles) ? { mountedFiles: [...mountedFiles] } : {}),
    };
}
//# sourceMappingURL=options.js.map