import type { FieldViolation, Reason } from "@cwsandbox/wire";
import type { Status } from "nice-grpc";

/** Everything about a failed call that its caller may know. */
export interface ServiceErrorDetails {
  /** Machine-readable cause; absent where no documented one fits. */
  readonly reason?: Reason;
  /** Further facts under the documented keys. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly fieldViolations?: readonly FieldViolation[];
  /** Suggested wait before a repetition; only set when repeating is safe. */
  readonly retryDelaySeconds?: number;
  readonly cause?: unknown;
}

/** A call that fails on purpose: what the client is told, word for word. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly status: Status;
  readonly details: ServiceErrorDetails;

  constructor(status: Status, message: string, details: ServiceErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.status = status;
    this.details = details;
  }
}
