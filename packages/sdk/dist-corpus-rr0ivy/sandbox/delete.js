import { SandboxNotFoundError } from "../errors/index.js";
import { connectTo } from "../transport-grpc/index.js";
import { checkSandboxId } from "./attach.js";
import { withHintedRetry } from "./hinted-retry.js";
import { remoteSettings } from "./remote.js";
/** Ends a sandbox at once, by id. */
export async function deleteSandbox(sandboxId, missingOk, options) {
    checkSandboxId(sandboxId);
    const settings = remoteSettings(options);
    const transport = await connectTo(settings.server);
    const request = { sandboxId, gracePeriodSeconds: 0, allowMissing: missingOk };
    const { signal } = options;
    await withHintedRetry({
        timeoutSeconds: settings.requestTimeoutSeconds,
        signal,
        attempt: async (timeoutSeconds, isFirst) => {
            try {
                const call = { operation: "Delete sandbox", sandboxId, timeoutSeconds, signal };
                await transport.deleteSandbox(request, call);
            }
            catch (error) {
                // Missing on a repetition: the attempt before it has done the work.
                if (error instanceof SandboxNotFoundError && (missingOk || !isFirst))
                    return;
                throw error;
            }
        },
    });
}
//# sourceMappingURL=delete.js.map