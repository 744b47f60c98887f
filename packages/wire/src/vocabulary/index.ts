export { CHANNEL_OPTIONS, CLIENT_PINGS, RARE_CLIENT_PINGS, SERVER_PINGS } from "./channel-options.js";
export {
  BUFFERED_FILE_LIMIT_BYTES,
  FIRST_CALLS,
  FIRST_PAYLOAD_BYTES,
  FLOW_CONTROL_WINDOW_BYTES,
  MAX_ANNOUNCED_FILE_CAP_BYTES,
  MAX_CALL_PAYLOAD_BYTES,
  MAX_LOG_LINE_BYTES,
  MAX_MESSAGE_BYTES,
  MAX_REQUEST_ID_BYTES,
  STDIN_FRAME_BYTES,
  STREAM_CHUNK_BYTES,
  UNARY_FILE_CAP_BYTES,
} from "./limits.js";
export { BEARER_PREFIX, METADATA_KEY } from "./metadata-keys.js";
export {
  BUILTIN_IMAGE,
  DEFAULT_REMOTE_FUNCTION_IMAGE,
  DEFAULT_REMOTE_IMAGE,
  FEATURE,
  LIMIT,
  MAIN_CONTAINER_NAME,
  NODE_DEFAULT_RUNTIME_CLASS,
} from "./names.js";
export type { Feature, Limit } from "./names.js";
export { ERROR_DOMAIN, ERROR_METADATA, REASON } from "./reasons.js";
export type { Reason } from "./reasons.js";
export { EXEC_STREAM_ERROR, LOG_STREAM_ERROR } from "./stream-codes.js";
export type { ExecStreamErrorCode, LogStreamErrorCode } from "./stream-codes.js";
export { TYPE_URL } from "./type-urls.js";
