import {
  ResponderBuilder,
  ServerInterceptingCall,
  ServerListenerBuilder,
  type ServerInterceptor,
} from "@grpc/grpc-js";

/**
 * Tells a broken stream from one that the client ended. The gRPC library reports the end of the input
 * first in both cases, so that half an archive would look like a whole one, and half an input like all of
 * it. Here the end is held back until a cancellation that came with it has been reported: to ask for
 * another message makes the library look, and its report comes before the next turn of the event loop.
 */
export const cancelBeforeEnd: ServerInterceptor = (method, call) => {
  if (!method.requestStream) return new ServerInterceptingCall(call);
  const listener = new ServerListenerBuilder()
    .withOnReceiveHalfClose((next) => {
      call.startRead();
      setImmediate(next);
    })
    .build();
  const responder = new ResponderBuilder().withStart((next) => next(listener)).build();
  return new ServerInterceptingCall(call, responder);
};
