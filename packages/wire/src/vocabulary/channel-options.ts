import { FLOW_CONTROL_WINDOW_BYTES, MAX_MESSAGE_BYTES } from "./limits.js";

/**
 * Options for the gRPC library, the same for channels and servers. No keep-alive: a stream may be
 * silent for as long as its command is.
 */
export const CHANNEL_OPTIONS = {
  "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
  "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  "grpc-node.flow_control_window": FLOW_CONTROL_WINDOW_BYTES,
} as const;
