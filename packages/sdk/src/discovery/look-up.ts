import { readAuth, resolveServerAddress } from "../config/index.js";
import { DiscoveryError, SandboxError } from "../errors/index.js";
import { linkSignals } from "../support/index.js";
import type { Call, Transport } from "../transport/index.js";
import { connectTo } from "../transport-grpc/index.js";
import type { DiscoveryOptions } from "./options.js";

/** For everything a look-up needs to ask, all pages and all questions together. */
const LIMIT_SECONDS = 30;

/** What a look-up works with. */
export interface LookUp {
  readonly transport: Transport;
  readonly call: Call;
  /** Whether the server has profiles at all. */
  readonly hasProfiles: boolean;
  /** The server, for texts. */
  readonly serverName: string;
}

/** What is looked up. */
export interface Subject {
  /** Name of the operation, for errors. */
  readonly operation: string;
  /** Ids that were asked for, for errors. */
  readonly ids?: Call["discovery"];
  readonly options: DiscoveryOptions;
}

/**
 * Finds the server and runs a look-up within one limit. The server is that of `CWSANDBOX_BASE_URL`, else the
 * documented one where a key is configured, else the user's own.
 *
 * @throws DiscoveryError when the limit has passed or the server cannot be asked.
 */
export async function lookUp<T>(
  { operation, ids = {}, options }: Subject,
  ask: (context: LookUp) => Promise<T>,
): Promise<T> {
  const auth = readAuth(options.auth);
  const server = resolveServerAddress({ environment: process.env, hasCredentials: auth !== undefined });
  const makeTimeoutError = (): Error =>
    new DiscoveryError(`${operation} timed out: no complete answer within ${LIMIT_SECONDS} s.`);
  const link = linkSignals({ signals: [options.signal], timeoutSeconds: LIMIT_SECONDS, makeTimeoutError });
  try {
    const transport = await connectTo(server, auth);
    const call = { operation, discovery: ids, signal: link.signal };
    const { profiles: hasProfiles } = await transport.capabilities(call);
    const serverName = server.kind === "embedded" ? "the embedded server" : server.url;
    return await ask({ transport, call, hasProfiles, serverName });
  } catch (error) {
    throw error instanceof SandboxError ? withoutSandbox(operation, error) : error;
  } finally {
    link.release();
  }
}

/** A server that cannot even be started says so by an error about sandboxes, which callers of a look-up do not expect. */
function withoutSandbox(operation: string, cause: SandboxError): DiscoveryError {
  return new DiscoveryError(`${operation} failed: ${cause.message}`, { cause });
}

/** The error for a question about profiles to a server that has none. */
export function noProfiles({ call, serverName }: LookUp): DiscoveryError {
  return new DiscoveryError(
    `${call.operation} failed: ${serverName} has no profiles. Choose among its runners instead: listRunners().`,
  );
}
