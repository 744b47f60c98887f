import { readFileSync } from "node:fs";
import { isIPv4, isIPv6 } from "node:net";
import { createSecureContext } from "node:tls";
import { ConfigError } from "./config-error.js";
import { checkSocketPath, embeddedSocketPath } from "./locations.js";
import type { ListenConfig, TcpListenConfig, TlsConfig } from "./model.js";
import type { ServerOptions } from "./schema.js";

const MAX_PORT = 65_535;
const UNIX_SCHEME = "unix://";

/**
 * Decides where to listen, and refuses what would let strangers in: beyond loopback it takes a key and
 * TLS, on loopback a key or an explicit --no-auth.
 *
 * @throws ConfigError that says what to add.
 */
export function resolveListen(
  options: ServerOptions,
  apiKeys: readonly string[],
  environment: NodeJS.ProcessEnv,
  userId: number,
): ListenConfig {
  if (options.embedded) {
    if (options.listen !== undefined) {
      throw new ConfigError("--embedded has a fixed address; leave --listen out");
    }
    const path = embeddedSocketPath(environment, userId);
    checkSocketPath(path);
    return { kind: "unix", path, privateFolder: true };
  }
  if (options.listen === undefined) {
    throw new ConfigError("Say where to listen: --listen HOST:PORT, --listen unix:///PATH or --embedded");
  }
  if (options.listen.startsWith(UNIX_SCHEME)) {
    const path = options.listen.slice(UNIX_SCHEME.length);
    checkSocketPath(path);
    return { kind: "unix", path, privateFolder: false };
  }
  const tcp = parseHostAndPort(options.listen);
  checkAccess(tcp.host, options, apiKeys);
  const tls = readTls(options);
  return { kind: "tcp", ...tcp, ...(tls === undefined ? {} : { tls }) };
}

/** True for addresses only programs on this machine can reach. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

function parseHostAndPort(text: string): Pick<TcpListenConfig, "host" | "port"> {
  const match = /^(?:\[([^\]]+)\]|([^:/\s]+)):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined || port > MAX_PORT || (match?.[1] !== undefined && !isIPv6(host))) {
    throw new ConfigError(
      `--listen ${text} is no address; write HOST:PORT such as 127.0.0.1:8443, [::1]:8443 for IPv6, or unix:///PATH`,
    );
  }
  return { host, port };
}

function checkAccess(host: string, options: ServerOptions, apiKeys: readonly string[]): void {
  const noAuth = options["no-auth"];
  const withTls = options["tls-cert"] !== undefined || options["tls-key"] !== undefined;
  if (noAuth && apiKeys.length > 0) {
    throw new ConfigError("--no-auth and API keys exclude one another; leave one of them out");
  }
  const missing: string[] = [];
  if (!isLoopback(host)) {
    if (apiKeys.length === 0) missing.push("an API key (--api-key-file or CWSANDBOX_SERVER_API_KEYS)");
    if (!withTls) missing.push("TLS (--tls-cert and --tls-key)");
    if (missing.length > 0) {
      throw new ConfigError(
        `Refusing to listen on ${host}, which others can reach, without ${missing.join(" and ")}. ` +
          "Add what is missing, or listen on 127.0.0.1.",
      );
    }
  } else if (apiKeys.length === 0 && !noAuth) {
    throw new ConfigError(
      `Refusing to listen on ${host} without an API key, because every user of this machine could run ` +
        "sandboxes. Add --api-key-file or CWSANDBOX_SERVER_API_KEYS, or say --no-auth if that is meant.",
    );
  }
}

function readTls(options: ServerOptions): TlsConfig | undefined {
  const certificate = options["tls-cert"];
  const privateKey = options["tls-key"];
  if (certificate === undefined && privateKey === undefined) return undefined;
  if (certificate === undefined || privateKey === undefined) {
    throw new ConfigError("--tls-cert and --tls-key belong together; give both, or none for plaintext");
  }
  const tls = {
    certificate: readPem("--tls-cert", certificate),
    privateKey: readPem("--tls-key", privateKey),
  };
  try {
    createSecureContext({ cert: tls.certificate, key: tls.privateKey });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      `${certificate} and ${privateKey} are no certificate and key that belong together (${text}); give PEM files`,
      { cause: error },
    );
  }
  return tls;
}

function readPem(option: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${option} ${path} cannot be read: ${text}`, { cause: error });
  }
}
