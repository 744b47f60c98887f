import { resolveServerAddress } from "../config/index.js";
import { DiscoveryError, SandboxError } from "../errors/index.js";
import { linkSignals } from "../support/index.js";
import { connectTo } from "../transport-grpc/index.js";
/** For everything a look-up needs to ask, all pages and all questions together. */
const LIMIT_SECONDS = 30;
/**
 * Finds the server and runs a look-up within one limit. The server is that of `CWSANDBOX_BASE_URL`, else the
 * documented one where a key is configured, else the user's own.
 *
 * @throws DiscoveryError when the limit has passed or the server cannot be asked.
 */
export async function lookUp({ operation, ids = {}, signal }, ask) {
    const server = resolveServerAddress({ environment: process.env });
    const makeTimeoutError = () => new DiscoveryError(`${operation} timed out: no complete answer within ${LIMIT_SECONDS} s.`);
    const link = linkSignals({ signals: [signal], timeoutSeconds: LIMIT_SECONDS, makeTimeoutError });
    try {
        const transport = await connectTo(server);
        const call = { operation, discovery: ids, signal: link.signal };
        const { profiles: hasProfiles } = await transport.capabilities(call);
        const serverName = server.kind === "embedded" ? "the embedded server" : server.url;
        return await ask({ transport, call, hasProfiles, serverName });
    }
    catch (error) {
        throw error instanceof SandboxError ? withoutSandbox(operation, error) : error;
    }
    finally {
        link.release();
    }
}
/** A server that cannot even be started says so by an error about sandboxes, which callers of a look-up do not expect. */
function withoutSandbox(operation, cause) {
    return new DiscoveryError(`${operation} failed: ${cause.message}`, { cause });
}
/** The error for a question about profiles to a server that has none. */
export function noProfiles({ call, serverName }) {
    return new DiscoveryError(`${call.operation} failed: ${serverName} has no profiles. Choose among its runners instead: listRunners().`);
}
//# sourceMappingURL=look-up.js.map