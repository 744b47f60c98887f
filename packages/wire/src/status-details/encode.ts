import type { Any } from "../gen/google/protobuf/any.js";
import type { Duration } from "../gen/google/protobuf/duration.js";
import { BadRequest, ErrorInfo, RetryInfo } from "../gen/google/rpc/error_details.js";
import { Status } from "../gen/google/rpc/status.js";
import { TYPE_URL } from "../vocabulary/index.js";
import type { StatusDetailsInput } from "./model.js";

const NANOS_PER_SECOND = 1_000_000_000;

/**
 * Makes the value of the `grpc-status-details-bin` trailer.
 *
 * @throws RangeError when `retryDelaySeconds` is negative or not a finite number.
 */
export function encodeStatusDetails(input: StatusDetailsInput): Uint8Array {
  const { code, message, errorInfo, retryDelaySeconds, fieldViolations = [] } = input;
  const details: Any[] = [];
  if (errorInfo !== undefined) {
    details.push({
      typeUrl: TYPE_URL.ERROR_INFO,
      value: ErrorInfo.encode(ErrorInfo.create(errorInfo)).finish(),
    });
  }
  if (retryDelaySeconds !== undefined) {
    const retryInfo: RetryInfo = { retryDelay: toDuration(retryDelaySeconds) };
    details.push({ typeUrl: TYPE_URL.RETRY_INFO, value: RetryInfo.encode(retryInfo).finish() });
  }
  if (fieldViolations.length > 0) {
    const badRequest = BadRequest.create({ fieldViolations: [...fieldViolations] });
    details.push({ typeUrl: TYPE_URL.BAD_REQUEST, value: BadRequest.encode(badRequest).finish() });
  }
  return Status.encode({ code, message, details }).finish();
}

function toDuration(seconds: number): Duration {
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new RangeError(
      `retryDelaySeconds is ${String(seconds)}; give a finite number of seconds, 0 or more`,
    );
  }
  const whole = Math.floor(seconds);
  const nanos = Math.round((seconds - whole) * NANOS_PER_SECOND);
  // Rounding can reach a full second, which a Duration must not carry in its nanoseconds.
  return nanos === NANOS_PER_SECOND
    ? { seconds: BigInt(whole + 1), nanos: 0 }
    : { seconds: BigInt(whole), nanos };
}
