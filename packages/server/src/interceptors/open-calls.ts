import { ServerError, Status, type CallContext, type ServerMiddlewareCall } from "nice-grpc";
import { proceed, type Answer } from "./call-context.js";

/** The calls that are being served, so that a server can end without leaving anything half done. */
export interface OpenCalls {
  /** Aborts all streams, and with `unaryToo` every other call as well. Their callers get UNAVAILABLE. */
  abort(unaryToo: boolean): void;
  /** Resolves when no call is open. */
  readonly drained: () => Promise<void>;
  readonly middleware: <Request, Response>(
    call: ServerMiddlewareCall<Request, Response>,
    context: CallContext,
  ) => Answer<Response>;
}

interface OpenCall {
  readonly controller: AbortController;
  readonly stream: boolean;
}

export function trackOpenCalls(): OpenCalls {
  const open = new Set<OpenCall>();
  const waiting: (() => void)[] = [];
  let closing = false;

  const closed = (call: OpenCall): void => {
    open.delete(call);
    if (open.size === 0) for (const resolve of waiting.splice(0)) resolve();
  };

  return {
    abort(unaryToo) {
      closing = true;
      for (const { controller, stream } of open) if (stream || unaryToo) controller.abort();
    },
    drained: async () => {
      if (open.size > 0) await new Promise<void>((resolve) => void waiting.push(resolve));
    },
    async *middleware(call, context) {
      if (closing) throw leaving();
      const controller = new AbortController();
      const abort = (): void => controller.abort();
      context.signal.addEventListener("abort", abort, { once: true });
      if (context.signal.aborted) abort();
      const entry: OpenCall = { controller, stream: call.requestStream || call.responseStream };
      open.add(entry);
      try {
        return yield* proceed(call, { ...context, signal: controller.signal });
      } catch (error) {
        throw closing && !context.signal.aborted && controller.signal.aborted ? leaving() : error;
      } finally {
        context.signal.removeEventListener("abort", abort);
        closed(entry);
      }
    },
  };
}

function leaving(): ServerError {
  return new ServerError(Status.UNAVAILABLE, "The server is going away");
}
