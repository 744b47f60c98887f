import { CWSandboxValidationError } from "../errors/index.js";
import { connectTo } from "../transport-grpc/index.js";
import { SandboxCore } from "./core.js";
import { remoteSettings } from "./remote.js";
/**
 * Attaches to an existing sandbox in any state; neither starts it nor waits.
 *
 * @throws SandboxNotFoundError for an unknown id.
 */
export async function attachCore(sandboxId, options) {
    checkSandboxId(sandboxId);
    const settings = remoteSettings(options);
    const transport = await connectTo(settings.server);
    const report = await transport.getSandbox(sandboxId, {
        operation: "Get sandbox",
        sandboxId,
        timeoutSeconds: settings.requestTimeoutSeconds,
        signal: options.signal,
    });
    return SandboxCore.attached(settings, report, transport);
}
/** Refuses an id that cannot be one. */
export function checkSandboxId(sandboxId) {
    if (typeof sandboxId === "string" && sandboxId !== "")
        return;
    throw new CWSandboxValidationError("sandboxId must be the text of an id and not be empty.", {
        field: "sandboxId",
    });
}
//# sourceMappingURL=attach.js.map