import { ServerError, Status, type CallContext, type ServerMiddlewareCall } from "nice-grpc";
import type { Logger } from "pino";
import { proceed, type Answer, type CallNote, type Noted } from "./call-context.js";

/** Outcomes of a client that works as it should: one that looks elsewhere or stops listening is no news. */
const ORDINARY: ReadonlySet<Status> = new Set([Status.OK, Status.CANCELLED, Status.UNIMPLEMENTED]);

/** Outcomes that an operator may have to do something about. */
const WORTH_A_LOOK: ReadonlySet<Status> = new Set([
  Status.INTERNAL,
  Status.UNKNOWN,
  Status.UNAVAILABLE,
  Status.UNAUTHENTICATED,
]);

/**
 * One line per call: method, status, milliseconds, sandbox. Never contents, commands or keys. Calls that
 * went well are only logged in detail, because a server that is polled would fill the disk with them.
 */
export function requestLog(logger: Logger) {
  return async function* <Request, Response>(
    call: ServerMiddlewareCall<Request, Response, Noted>,
    context: CallContext,
  ): Answer<Response> {
    const note: CallNote = {};
    const startedAt = performance.now();
    const write = (status: Status): void => {
      const level = levelOf(status);
      if (!logger.isLevelEnabled(level)) return;
      const milliseconds = Math.round((performance.now() - startedAt) * 10) / 10;
      logger[level]({ method: call.method.path, code: Status[status], milliseconds, ...note }, "call");
    };
    try {
      const response = yield* proceed(call, { ...context, note });
      write(Status.OK);
      return response;
    } catch (error) {
      write(error instanceof ServerError ? error.code : Status.UNKNOWN);
      throw error;
    }
  };
}

function levelOf(status: Status): "debug" | "info" | "warn" {
  if (ORDINARY.has(status)) return "debug";
  return WORTH_A_LOOK.has(status) ? "warn" : "info";
}
