import { brandErrorClass } from "./brand.js";
import type { CallFailure } from "./call-failure.js";
import type { CWSandboxErrorCode } from "./codes.js";

/** What every error of this package can carry; everything is optional. */
export interface ErrorDetails {
  /** Machine-readable reason sent by the server, for example `CWSANDBOX_FILE_NOT_FOUND`. */
  readonly reason?: string | null | undefined;
  /** Text map sent by the server along with the reason. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** Waiting time that the server suggests before another attempt. */
  readonly retryDelaySeconds?: number | null | undefined;
  /** The error underneath, usually that of the transport. */
  readonly cause?: unknown;
  /** @internal How the call ended on the wire; filled by this package only. */
  readonly failure?: CallFailure | undefined;
}

let readFailure: (error: CWSandboxError) => CallFailure | null;

/** How the call behind an error ended on the wire; null for an error that did not come from a call. */
export function callFailureOf(error: unknown): CallFailure | null {
  return error instanceof CWSandboxError ? readFailure(error) : null;
}

/** The root of all errors of this package. */
export class CWSandboxError extends Error {
  static {
    brandErrorClass(this, "CWSandboxError");
    // An error of another copy of this package passes instanceof but has no such member.
    readFailure = (error) => (#failure in error ? error.#failure : null);
  }

  readonly #failure: CallFailure | null;

  /** Stable text for the kind of error; see `docs/errors.md`. */
  readonly code: CWSandboxErrorCode = "CWSANDBOX_ERROR";
  /** Machine-readable reason from the server, or null. Filled for unknown senders too: decide by class. */
  readonly reason: string | null;
  /** Text map from the server; empty when it sent none. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Seconds the server suggests to wait before trying again, or null. */
  readonly retryDelaySeconds: number | null;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.#failure = details.failure ?? null;
    this.reason = details.reason ?? null;
    this.metadata = Object.freeze({ ...details.metadata });
    this.retryDelaySeconds = details.retryDelaySeconds ?? null;
  }

  /** The documented short name of {@link retryDelaySeconds}; the same number of seconds. */
  get retryDelay(): number | null {
    return this.retryDelaySeconds;
  }
}

/** Credentials are missing, wrong or not sufficient. */
export class CWSandboxAuthenticationError extends CWSandboxError {
  static {
    brandErrorClass(this, "CWSandboxAuthenticationError");
  }

  override readonly code: CWSandboxErrorCode = "AUTHENTICATION_FAILED";
}
