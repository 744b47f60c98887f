import { type FieldViolation, REASON, type Reason } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { ServiceError } from "./service-error.js";

/** Details travel in trailers, which peers cap at a few KiB. */
const MAX_VIOLATIONS = 10;

/** A request with wrong fields; the message lists them too, because not every client shows the details. */
export function invalidRequest(violations: readonly FieldViolation[]): ServiceError {
  const first = violations.slice(0, MAX_VIOLATIONS);
  const list = first.map(({ field, description }) => `${field}: ${description}`).join("; ");
  const more = violations.length - first.length;
  const rest = more === 0 ? "" : `; and ${String(more)} more`;
  return new ServiceError(Status.INVALID_ARGUMENT, `The request is not valid. ${list}${rest}`, {
    reason: REASON.INVALID_REQUEST,
    fieldViolations: first,
  });
}

/** A request with one wrong field. */
export function invalidField(field: string, description: string): ServiceError {
  return invalidRequest([{ field, description }]);
}

/** A documented call or option this server does not offer. */
export function notImplemented(what: string): ServiceError {
  return new ServiceError(Status.UNIMPLEMENTED, `${what} is not offered by this server`, {
    reason: REASON.NOT_IMPLEMENTED,
  });
}

/** A field that asks for something this server does not have; trying elsewhere may help. */
export function fieldNotOffered(
  field: string,
  description: string,
  { status = Status.FAILED_PRECONDITION, reason }: { readonly status?: Status; readonly reason: Reason },
): ServiceError {
  return new ServiceError(status, `${field}: ${description}`, {
    reason,
    fieldViolations: [{ field, description }],
  });
}

/** Unknown, gone, or somebody else's: the three are not told apart. */
export function sandboxNotFound(sandboxId: string): ServiceError {
  return new ServiceError(Status.NOT_FOUND, `There is no sandbox '${sandboxId}'`, {
    reason: REASON.SANDBOX_NOT_FOUND,
  });
}

/** The request is well-formed but cannot be carried out as things are. */
export function preconditionFailed(reason: Reason, message: string): ServiceError {
  return new ServiceError(Status.FAILED_PRECONDITION, message, { reason });
}
