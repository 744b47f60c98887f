import { FLOW_CONTROL_WINDOW_BYTES, MAX_MESSAGE_BYTES } from "./limits.js";

/** Options for the gRPC library, the same for channels and servers. */
export const CHANNEL_OPTIONS = {
  "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
  "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  "grpc-node.flow_control_window": FLOW_CONTROL_WINDOW_BYTES,
} as const;

/**
 * Pings of a client, while it has calls, towards a server that is known to take any number of them. An answer
 * stands in line behind what fills the flow control window, so that waiting less would cut slow networks off.
 */
export const CLIENT_PINGS = {
  "grpc.keepalive_time_ms": 5000,
  "grpc.keepalive_timeout_ms": 20_000,
} as const;

/** The same towards any other server: many end connections that ping more often than every five minutes. */
export const RARE_CLIENT_PINGS = {
  "grpc.keepalive_time_ms": 330_000,
  "grpc.keepalive_timeout_ms": 20_000,
} as const;

/**
 * Pings of a server over a network; every client library answers them by itself. The patience is for programs
 * whose only thread computes for a while.
 */
export const SERVER_PINGS = {
  "grpc.keepalive_time_ms": 20_000,
  "grpc.keepalive_timeout_ms": 60_000,
} as const;
