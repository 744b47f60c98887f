import type { CallContext, ServerMiddlewareCall } from "nice-grpc";
import type { Principal } from "../admission/index.js";

/** What a call's log line says beside method, outcome and duration. Services fill it in. */
export interface CallNote {
  sandboxId?: string;
}

/** Set by the request log for everything inside it. */
export interface Noted {
  readonly note: CallNote;
}

/** Set once it is known who calls. */
export interface Authenticated {
  readonly principal: Principal;
}

/** What a service gets with each call. */
export type Call = CallContext & Noted & Authenticated;

/** What a middleware returns. */
export type Answer<Response> = AsyncGenerator<Response, Response | undefined, undefined>;

/**
 * Passes a call on with a changed context, whatever kind it is.
 */
export async function* proceed<Request, Response, Extension>(
  call: ServerMiddlewareCall<Request, Response, Extension>,
  context: CallContext & Extension,
): Answer<Response> {
  if (call.responseStream) {
    yield* call.next(call.request, context);
    return undefined;
  }
  return yield* call.next(call.request, context);
}
