import { findEmbeddedServer } from "../embedded/index.js";
import { connectTo } from "../transport-grpc/index.js";
const ANSWER_TIMEOUT_SECONDS = 10;
/**
 * Looks for the user's own server, the one that starts by itself, and asks it who it is. Never starts it.
 *
 * @throws SandboxUnavailableError when its folder cannot be trusted, or it does not answer.
 */
export async function getEmbeddedServerStatus() {
    const { socket, log, isListening } = await findEmbeddedServer();
    const address = `unix://${socket}`;
    if (!isListening)
        return { address, logFile: log, running: null };
    const transport = await connectTo({ kind: "unix", url: address, path: socket });
    const { serverVersion, processId, defaultImage, unenforcedLimits } = await transport.capabilities({
        operation: "Get server status",
        timeoutSeconds: ANSWER_TIMEOUT_SECONDS,
    });
    return {
        address,
        logFile: log,
        running: { version: serverVersion, processId, defaultImage, unenforcedLimits },
    };
}
//# sourceMappingURL=status.js.map