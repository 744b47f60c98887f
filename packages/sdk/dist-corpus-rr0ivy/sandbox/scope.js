import { asError } from "./errors.js";
import { stopSandbox } from "./stop.js";
/**
 * The end of an `await using` scope: stops a sandbox that was started. A stop that fails is a warning here,
 * because raising it would hide the error that may have ended the scope.
 */
export async function endScope(core) {
    if (core.sandboxId === null && core.pendingStart === null)
        return;
    try {
        await stopSandbox(core, {});
    }
    catch (error) {
        process.emitWarning(`Sandbox '${core.sandboxId}' could not be stopped at the end of its scope and may still run: ${asError(error).message}`, "ResourceWarning");
    }
}
//# sourceMappingURL=scope.js.map