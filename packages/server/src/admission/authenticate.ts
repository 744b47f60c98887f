import { createHash, timingSafeEqual } from "node:crypto";
import { BEARER_PREFIX, METADATA_KEY } from "@cwsandbox/wire";
import { Status, type Metadata } from "nice-grpc";
import { ServiceError } from "../errors/index.js";

/** Who calls. Callers see the sandboxes of their own principal and no others. */
export type Principal = string;

/** Finds out who calls, or refuses the call. */
export type Authenticate = (metadata: Pick<Metadata, "get">) => Principal;

/** Everybody who may connect to a socket that only one user can open. */
const LOCAL_PRINCIPAL = "local";

/** Trusts every connection. */
export function trustEverybody(): Principal {
  return LOCAL_PRINCIPAL;
}

/**
 * Accepts bearer keys. Each key is a principal of its own; it is stored as a digest, never in clear, and
 * compared in a time that does not depend on it.
 */
export function requireApiKey(apiKeys: readonly string[]): Authenticate {
  const known = apiKeys.map(digest);
  return (metadata) => {
    const header = metadata.get(METADATA_KEY.AUTHORIZATION);
    if (header === undefined) throw missingKey(metadata.get(METADATA_KEY.WANDB_API_KEY) !== undefined);
    if (!header.toLowerCase().startsWith(BEARER_PREFIX.toLowerCase())) {
      throw unauthenticated(`The 'authorization' entry must be '${BEARER_PREFIX}' and the API key`);
    }
    const given = digest(header.slice(BEARER_PREFIX.length).trim());
    // Every key is compared, so that the time does not tell which one came close.
    const matches = known.filter((candidate) => timingSafeEqual(candidate, given));
    if (matches.length === 0)
      throw unauthenticated("This API key is not known here; check CWSANDBOX_API_KEY");
    return `key-${given.toString("hex").slice(0, 32)}`;
  };
}

function missingKey(hasWandbKey: boolean): ServiceError {
  return unauthenticated(
    hasWandbKey
      ? "This server does not accept Weights & Biases keys; set CWSANDBOX_API_KEY to a key of this server"
      : "This server needs an API key; set CWSANDBOX_API_KEY",
  );
}

function unauthenticated(message: string): ServiceError {
  return new ServiceError(Status.UNAUTHENTICATED, message);
}

function digest(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
