import { randomUUID } from "node:crypto";
import { EngineError } from "@cwsandbox/engine";
import { encodeStatusDetails, ERROR_DOMAIN, METADATA_KEY } from "@cwsandbox/wire";
import { ServerError, Status, type CallContext, type ServerMiddlewareCall } from "nice-grpc";
import type { Logger } from "pino";
import { ServiceError } from "../errors/index.js";
import { fromEngineError } from "../mapping/index.js";
import { proceed, type Answer } from "./call-context.js";

/** Trailers are capped by peers at a few KiB, and the text travels twice. */
const MAX_MESSAGE_LENGTH = 1500;

/**
 * The one place where an error becomes a status. Errors made for callers keep their text; anything else
 * is a defect: it is logged under an id, and the caller gets the id.
 */
export function errorFunnel(logger: Logger) {
  return async function* <Request, Response>(
    call: ServerMiddlewareCall<Request, Response>,
    context: CallContext,
  ): Answer<Response> {
    try {
      return yield* proceed(call, context);
    } catch (error) {
      if (error instanceof ServerError) throw error;
      if (context.signal.aborted && !(error instanceof ServiceError)) {
        throw new ServerError(Status.CANCELLED, "The call was cancelled");
      }
      const { status, text, details } = explain(error, call.method.path, logger);
      context.trailer.set(METADATA_KEY.STATUS_DETAILS, details);
      throw new ServerError(status, text);
    }
  };
}

function known(error: unknown): ServiceError | undefined {
  if (error instanceof ServiceError) return error;
  return error instanceof EngineError ? fromEngineError(error) : undefined;
}

function defect(error: unknown, method: string, logger: Logger): ServiceError {
  const errorId = randomUUID();
  logger.error({ err: error, method, errorId }, "a call failed by a defect");
  const message = `The server failed; its log has the details under error id ${errorId}`;
  return new ServiceError(Status.INTERNAL, message, { cause: error });
}

/** What a client is told about a failure. */
export interface Explanation {
  readonly status: Status;
  readonly text: string;
  /** Value of the trailer with the details. */
  readonly details: Uint8Array;
}

/** Says of any error what its client may know; a defect is logged. */
export function explain(error: unknown, method: string, logger: Logger): Explanation {
  const { status, message, details } = known(error) ?? defect(error, method, logger);
  const text = message.length <= MAX_MESSAGE_LENGTH ? message : `${message.slice(0, MAX_MESSAGE_LENGTH)}…`;
  const { reason, metadata = {}, fieldViolations, retryDelaySeconds } = details;
  return {
    status,
    text,
    details: encodeStatusDetails({
      code: status,
      message: text,
      ...(reason === undefined ? {} : { errorInfo: { reason, domain: ERROR_DOMAIN, metadata } }),
      ...(fieldViolations === undefined ? {} : { fieldViolations }),
      ...(retryDelaySeconds === undefined ? {} : { retryDelaySeconds }),
    }),
  };
}
