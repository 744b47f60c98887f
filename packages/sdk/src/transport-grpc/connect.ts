import { resolveAuth } from "../auth/index.js";
import type { AuthConfig, ServerAddress } from "../config/index.js";
import type { Transport } from "../transport/index.js";
import type { Connection } from "./connection.js";
import { EmbeddedConnection } from "./embedded-connection.js";
import { GrpcTransport } from "./grpc-transport.js";
import { RemoteConnection } from "./remote-connection.js";

/** Credentials may change with every call; only so many transports are kept for the next one. */
const MOST_TRANSPORTS = 32;
/** One connection for each server as long as the process lives, one transport for each server and set of headers. */
const connections = new Map<string, Connection>();
const transports = new Map<string, GrpcTransport>();

/**
 * The transport to a server with the credentials of this moment. Equal servers share a connection; nothing is
 * sent before the first call.
 *
 * @param auth how to find them; by default as the process says.
 * @throws CWSandboxAuthenticationError when there are none where there must be.
 */
export async function connectTo(server: ServerAddress, auth?: AuthConfig): Promise<Transport> {
  const serverKey = server.kind === "embedded" ? "embedded" : server.url;
  const { headers } = await resolveAuth(auth, serverKey);
  const key = JSON.stringify([
    serverKey,
    Object.keys(headers)
      .toSorted()
      .map((name) => [name, headers[name]]),
  ]);
  const known = transports.get(key);
  if (known !== undefined) return keep(key, known);
  const connection = connections.get(serverKey) ?? openConnection(server);
  connections.set(serverKey, connection);
  return keep(key, new GrpcTransport({ connection, headers }));
}

/** Moves it to the end, and forgets the one that was not asked for the longest; whoever uses that one has it. */
function keep(key: string, transport: GrpcTransport): GrpcTransport {
  transports.delete(key);
  transports.set(key, transport);
  const [oldest] = transports.keys();
  if (oldest !== undefined && transports.size > MOST_TRANSPORTS) transports.delete(oldest);
  return transport;
}

function openConnection(server: ServerAddress): Connection {
  return server.kind === "embedded" ? new EmbeddedConnection() : new RemoteConnection(server.url);
}
