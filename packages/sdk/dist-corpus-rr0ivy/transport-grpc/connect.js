import { resolveAuthHeaders } from "../auth/index.js";
import { EmbeddedConnection } from "./embedded-connection.js";
import { GrpcTransport } from "./grpc-transport.js";
import { RemoteConnection } from "./remote-connection.js";
/** One connection for each server, one transport for each server and set of headers, as long as the process lives. */
const connections = new Map();
const transports = new Map();
/**
 * The transport to a server with the credentials of this moment. Equal servers share a connection; nothing is
 * sent before the first call.
 *
 * @throws CWSandboxAuthenticationError when the authentication mode gives no headers.
 */
export async function connectTo(server) {
    const { headers } = await resolveAuthHeaders();
    const serverKey = server.kind === "embedded" ? "embedded" : server.url;
    const key = JSON.stringify([
        serverKey,
        Object.keys(headers)
            .toSorted()
            .map((name) => [name, headers[name]]),
    ]);
    const known = transports.get(key);
    if (known !== undefined)
        return known;
    const connection = connections.get(serverKey) ?? openConnection(server);
    connections.set(serverKey, connection);
    const transport = new GrpcTransport({ connection, headers });
    transports.set(key, transport);
    return transport;
}
function openConnection(server) {
    return server.kind === "embedded" ? new EmbeddedConnection() : new RemoteConnection(server.url);
}
//# sourceMappingURL=connect.js.map