import { chmodSync, renameSync, rmSync } from "node:fs";
import { ServerCredentials } from "@grpc/grpc-js";
import type { Server } from "nice-grpc";
import type { ListenConfig, TcpListenConfig } from "../config/index.js";

type Listener = Pick<Server, "listen">;

/** Where a server accepts connections; disposing removes what it left in the file system. */
export interface Binding extends Disposable {
  /** As clients give it: `unix:///path`, `http://host:port` or `https://host:port`. */
  readonly address: string;
}

/** Starts to accept connections. For a unix socket the caller holds the claim to its path. */
export async function bind(server: Listener, listen: ListenConfig): Promise<Binding> {
  return listen.kind === "unix" ? bindUnix(server, listen.path) : bindTcp(server, listen);
}

/**
 * A socket appears under its name only when it accepts connections and nobody else may open it; one that a
 * killed server left there is replaced in the same step.
 */
async function bindUnix(server: Listener, path: string): Promise<Binding> {
  const temporary = `${path}.${process.pid.toString(36)}`;
  rmSync(temporary, { force: true });
  await server.listen(`unix:${temporary}`);
  chmodSync(temporary, 0o600);
  renameSync(temporary, path);
  return {
    address: `unix://${path}`,
    [Symbol.dispose]: () => rmSync(path, { force: true }),
  };
}

async function bindTcp(server: Listener, { host, port, tls }: TcpListenConfig): Promise<Binding> {
  const name = host.includes(":") ? `[${host}]` : host;
  const credentials =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [{ cert_chain: tls.certificate, private_key: tls.privateKey }]);
  const bound = await server.listen(`${name}:${String(port)}`, credentials);
  const scheme = tls === undefined ? "http" : "https";
  return { address: `${scheme}://${name}:${String(bound)}`, [Symbol.dispose]() {} };
}
