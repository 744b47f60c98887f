import { CWSandboxValidationError, SandboxRequestTimeoutError } from "../errors/index.js";
import { checkTimeoutSeconds } from "../handles/index.js";
import { checkKnownKeys } from "../config/index.js";
import { checkContainer, containerOf } from "./container-option.js";
import { requireRunning } from "./ready.js";
const KEYS = Object.keys({
    container: true,
    timeoutSeconds: true,
    signal: true,
});
/** Refuses a path that no file can have. */
export function checkPath(path, options) {
    checkKnownKeys(options, KEYS, "A file operation");
    checkContainer(options);
    checkTimeoutSeconds(options.timeoutSeconds);
    if (typeof path === "string" && path !== "" && !path.includes("\0"))
        return;
    throw new CWSandboxValidationError("path must be the text of a path in the sandbox and not be empty.", {
        field: "path",
    });
}
/** Waits until the sandbox runs and begins the time limit. */
export async function openFileCall(core, operation, path, options) {
    await requireRunning(core, options.signal);
    const sandboxId = core.requireId();
    const timeoutSeconds = options.timeoutSeconds ?? core.settings.requestTimeoutSeconds;
    const startedAtMs = performance.now();
    const makeTimeoutError = (details) => new SandboxRequestTimeoutError(`${operation} timed out: it took longer than ${timeoutSeconds} s for ${path}. Pass a larger timeoutSeconds.`, details);
    return {
        transport: await core.transport(),
        sandboxId,
        container: containerOf(options),
        path,
        timeoutSeconds,
        step: () => ({
            operation,
            sandboxId,
            filepath: path,
            timeoutSeconds: Math.max(0, timeoutSeconds - (performance.now() - startedAtMs) / 1000),
            makeTimeoutError,
            signal: options.signal,
        }),
    };
}
//# sourceMappingURL=file-call.js.map