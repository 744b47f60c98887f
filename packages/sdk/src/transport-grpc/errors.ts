import {
  decodeStatusDetails,
  ERROR_DOMAIN,
  ERROR_METADATA,
  REASON,
  type StatusDetails,
} from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import {
  CWSandboxAuthenticationError,
  type CWSandboxError,
  type ErrorDetails,
  ProfileNotFoundError,
  RunnerNotFoundError,
  SandboxCommandTimeoutError,
  SandboxError,
  SandboxFileError,
  SandboxNotFoundError,
  SandboxNotRunningError,
  SandboxProtocolError,
  SandboxRequestTimeoutError,
  SandboxResourceExhaustedError,
  SandboxUnavailableError,
  SandboxValidationError,
} from "../errors/index.js";
import type { Call } from "../transport/index.js";

/** A call that ended with a status other than OK. */
export interface FailedCall {
  readonly code: Status;
  /** The server's text, or that of the library. */
  readonly text: string;
  /** The binary trailer with the details, if any. */
  readonly detailBytes: Uint8Array | undefined;
  /** The error of the library. */
  readonly cause: unknown;
  /** Where the call went. */
  readonly address: string;
}

interface Facts {
  readonly failure: FailedCall;
  readonly call: Call;
  readonly status: StatusDetails | undefined;
  readonly details: ErrorDetails;
}

/**
 * Turns a failed call into the error the user sees: a reason of our own domain decides first, then the status
 * code. Reason, metadata and waiting time of the server are kept in either case; details that cannot be read
 * are ignored.
 */
export function toSandboxError(failure: FailedCall, call: Call): Error {
  const status = failure.detailBytes === undefined ? undefined : decodeStatusDetails(failure.detailBytes);
  const info = status?.errorInfo;
  const details: ErrorDetails = {
    reason: info?.reason || null,
    metadata: info?.metadata,
    retryDelaySeconds: status?.retryDelaySeconds ?? null,
    cause: failure.cause,
  };
  const facts: Facts = { failure, call, status, details };
  const trusted = info?.domain === ERROR_DOMAIN ? byReason(info.reason, facts) : undefined;
  return trusted ?? byStatus(facts);
}

function byReason(reason: string, facts: Facts): CWSandboxError | undefined {
  const { failure, call, details } = facts;
  switch (reason) {
    case REASON.FILE_NOT_FOUND:
    case REASON.FILE_IS_DIRECTORY:
    case REASON.FILE_PERMISSION_DENIED:
    case REASON.FILE_IO_FAILED:
    case REASON.FILE_TOO_LARGE:
    case REASON.FILE_TRUNCATED: {
      const filepath = call.filepath ?? details.metadata?.[ERROR_METADATA.FILE_PATH] ?? null;
      return new SandboxFileError(failed(facts), { ...details, filepath });
    }
    case REASON.SANDBOX_NOT_FOUND:
      return notFound(facts);
    case REASON.COMMAND_TIMEOUT:
      return new SandboxCommandTimeoutError(`${call.operation} timed out: ${failure.text}`, details);
    case REASON.RUNNER_UNAVAILABLE:
    case REASON.BACKEND_UNAVAILABLE:
    case REASON.RUNNER_SHARD_RETIRING:
      return new SandboxUnavailableError(`Service unavailable: ${failure.text}`, details);
    case REASON.RUNNER_NOT_FOUND:
      return new RunnerNotFoundError(failed(facts), {
        ...details,
        runnerId: details.metadata?.["runner_id"],
      });
    case REASON.PROFILE_NOT_FOUND:
      return new ProfileNotFoundError(failed(facts), {
        ...details,
        profileName: details.metadata?.["profile_name"],
        runnerId: details.metadata?.["runner_id"],
      });
    default:
      return undefined;
  }
}

type ErrorMaker = (facts: Facts) => Error;

const BY_STATUS: ReadonlyMap<Status, ErrorMaker> = new Map<Status, ErrorMaker>([
  [Status.NOT_FOUND, notFound],
  [Status.CANCELLED, cancelled],
  [Status.DEADLINE_EXCEEDED, outOfTime],
  [Status.UNAVAILABLE, unavailable],
  [Status.RESOURCE_EXHAUSTED, exhausted],
  [Status.UNAUTHENTICATED, unauthenticated],
  [Status.PERMISSION_DENIED, forbidden],
  [Status.INVALID_ARGUMENT, refused],
]);

function byStatus(facts: Facts): Error {
  const make = BY_STATUS.get(facts.failure.code);
  if (make !== undefined) return make(facts);
  if (isUndecodable(facts.failure)) return new SandboxProtocolError(failed(facts), facts.details);
  return new SandboxError(failed(facts), facts.details);
}

function cancelled({ failure, call, details }: Facts): Error {
  return new SandboxNotRunningError(
    `${call.operation} was cancelled: ${failure.text}. The connection was closed, or the server gave up the call.`,
    details,
  );
}

function outOfTime({ failure, call, details }: Facts): Error {
  const own = call.makeTimeoutError?.();
  return own ?? new SandboxRequestTimeoutError(`${call.operation} timed out: ${failure.text}`, details);
}

function unavailable({ failure, call, details }: Facts): Error {
  return new SandboxUnavailableError(
    `Service unavailable: ${call.operation} got no answer from ${failure.address}: ${failure.text}. ` +
      "Check that the server runs and that its address is right.",
    details,
  );
}

function exhausted({ failure, call, details }: Facts): Error {
  return new SandboxResourceExhaustedError(`${call.operation} resource exhausted: ${failure.text}`, details);
}

function unauthenticated({ failure, details }: Facts): Error {
  return new CWSandboxAuthenticationError(
    `Authentication failed: ${failure.text}. Check CWSANDBOX_API_KEY.`,
    details,
  );
}

function forbidden({ failure, details }: Facts): Error {
  return new CWSandboxAuthenticationError(`Permission denied: ${failure.text}`, details);
}

function refused(facts: Facts): Error {
  const fieldViolations = facts.status?.fieldViolations ?? [];
  if (fieldViolations.length === 0) return new SandboxError(failed(facts), facts.details);
  const untold = fieldViolations.filter(({ description }) => !facts.failure.text.includes(description));
  const listed = untold.map(({ field, description }) => `${field}: ${description}`).join("; ");
  const text = listed === "" ? failed(facts) : `${failed(facts)} (${listed})`;
  return new SandboxValidationError(text, { ...facts.details, fieldViolations });
}

function notFound({ failure, call, details }: Facts): SandboxNotFoundError {
  const sandboxId = call.sandboxId ?? null;
  const text = sandboxId === null ? failure.text : `Sandbox '${sandboxId}' not found`;
  return new SandboxNotFoundError(text, { ...details, sandboxId });
}

function failed({ failure, call }: Facts): string {
  return `${call.operation} failed: ${failure.text}`;
}

function isUndecodable(failure: FailedCall): boolean {
  return failure.code === Status.INTERNAL && /message parsing error/i.test(failure.text);
}
