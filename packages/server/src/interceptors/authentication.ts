import type { CallContext, ServerMiddlewareCall } from "nice-grpc";
import type { Authenticate } from "../admission/index.js";
import { proceed, type Answer, type Authenticated } from "./call-context.js";

/** Refuses calls of strangers before their request is looked at. */
export function authentication(authenticate: Authenticate) {
  return async function* <Request, Response>(
    call: ServerMiddlewareCall<Request, Response, Authenticated>,
    context: CallContext,
  ): Answer<Response> {
    const principal = authenticate(context.metadata);
    return yield* proceed(call, { ...context, principal });
  };
}
