import type { Any } from "../gen/google/protobuf/any.js";
import { BadRequest, ErrorInfo, RetryInfo } from "../gen/google/rpc/error_details.js";
import { Status } from "../gen/google/rpc/status.js";
import { TYPE_URL } from "../vocabulary/index.js";
import type { FieldViolation, StatusDetails } from "./model.js";

interface Decoder<T> {
  decode(bytes: Uint8Array): T;
}

/**
 * Reads one value of the `grpc-status-details-bin` trailer.
 *
 * Gives `undefined` for bytes that cannot be read and for a status without any detail of a known
 * kind, so that a caller with several values can take the first that is usable. Whether the domain
 * of the reason is to be trusted is for the caller to decide.
 */
export function decodeStatusDetails(bytes: Uint8Array): StatusDetails | undefined {
  const status = attempt(() => Status.decode(bytes));
  if (status === undefined) return undefined;

  const errorInfo = findDetail(status.details, TYPE_URL.ERROR_INFO, ErrorInfo);
  const retryInfo = findDetail(status.details, TYPE_URL.RETRY_INFO, RetryInfo);
  const badRequest = findDetail(status.details, TYPE_URL.BAD_REQUEST, BadRequest);
  const retryDelaySeconds = toSeconds(retryInfo);
  const fieldViolations = toFieldViolations(badRequest);
  if (errorInfo === undefined && retryDelaySeconds === undefined && fieldViolations.length === 0) {
    return undefined;
  }
  return {
    ...(errorInfo === undefined ? {} : { errorInfo }),
    ...(retryDelaySeconds === undefined ? {} : { retryDelaySeconds }),
    fieldViolations,
  };
}

/** The first detail of a kind that can be read; only what follows the last slash names the kind. */
function findDetail<T>(details: readonly Any[], typeUrl: string, codec: Decoder<T>): T | undefined {
  const kind = afterLastSlash(typeUrl);
  for (const detail of details) {
    if (afterLastSlash(detail.typeUrl) !== kind) continue;
    const decoded = attempt(() => codec.decode(detail.value));
    if (decoded !== undefined) return decoded;
  }
  return undefined;
}

function afterLastSlash(typeUrl: string): string {
  return typeUrl.slice(typeUrl.lastIndexOf("/") + 1);
}

function toSeconds(retryInfo: RetryInfo | undefined): number | undefined {
  const delay = retryInfo?.retryDelay;
  if (delay === undefined) return undefined;
  const seconds = Number(delay.seconds) + delay.nanos / 1_000_000_000;
  return seconds < 0 ? undefined : seconds;
}

function toFieldViolations(badRequest: BadRequest | undefined): readonly FieldViolation[] {
  return (badRequest?.fieldViolations ?? []).map(({ field, description }) => ({ field, description }));
}

/** Whatever is wrong with received bytes, they are as good as absent. */
function attempt<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}
