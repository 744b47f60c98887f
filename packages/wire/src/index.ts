/**
 * The gRPC contract: generated messages and service definitions, grouped by `.proto` file, and the
 * words both sides must agree on.
 *
 * Enum fields are typed with the known values plus `UNRECOGNIZED`, but a number that this release
 * does not know is kept as it is when decoded. So never treat a switch over an enum as complete.
 */
export * as v1 from "./gen/coreweave/sandbox/v1/sandbox.js";
export * as v1DataPlane from "./gen/coreweave/sandbox/v1/sandbox_data_plane.js";
export * as v1Discovery from "./gen/coreweave/sandbox/v1/discovery.js";
export * as v1RuntimeClass from "./gen/coreweave/sandbox/v1/runtime_class.js";
export * as v1Settings from "./gen/coreweave/sandbox/v1/settings.js";
export * as v1Templates from "./gen/coreweave/sandbox/v1/sandbox_template.js";
export * as v1Volumes from "./gen/coreweave/sandbox/v1/volume.js";
export * as ext from "./namespaces/ext.js";
export * as rpc from "./namespaces/rpc.js";
export * as health from "./gen/grpc/health/v1/health.js";

export {
  BEARER_PREFIX,
  BUFFERED_FILE_LIMIT_BYTES,
  BUILTIN_IMAGE,
  CHANNEL_OPTIONS,
  CLIENT_PINGS,
  DEFAULT_REMOTE_FUNCTION_IMAGE,
  DEFAULT_REMOTE_IMAGE,
  ERROR_DOMAIN,
  ERROR_METADATA,
  EXEC_STREAM_ERROR,
  FEATURE,
  FIRST_CALLS,
  FIRST_PAYLOAD_BYTES,
  FLOW_CONTROL_WINDOW_BYTES,
  LIMIT,
  LOG_STREAM_ERROR,
  MAIN_CONTAINER_NAME,
  MAX_ANNOUNCED_FILE_CAP_BYTES,
  MAX_CALL_PAYLOAD_BYTES,
  MAX_LOG_LINE_BYTES,
  MAX_MESSAGE_BYTES,
  MAX_REQUEST_ID_BYTES,
  METADATA_KEY,
  NODE_DEFAULT_RUNTIME_CLASS,
  RARE_CLIENT_PINGS,
  REASON,
  SERVER_PINGS,
  STDIN_FRAME_BYTES,
  STREAM_CHUNK_BYTES,
  TYPE_URL,
  UNARY_FILE_CAP_BYTES,
} from "./vocabulary/index.js";
export type { ExecStreamErrorCode, Feature, Limit, LogStreamErrorCode, Reason } from "./vocabulary/index.js";
export { decodeStatusDetails, encodeStatusDetails } from "./status-details/index.js";
export type {
  ErrorInfoDetail,
  FieldViolation,
  StatusDetails,
  StatusDetailsInput,
} from "./status-details/index.js";
