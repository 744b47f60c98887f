const KIB = 1024;
const MIB = 1024 * KIB;

/** Largest message either side sends or accepts, in bytes. Anything larger must be streamed. */
export const MAX_MESSAGE_BYTES = 100 * MIB;

/** Largest file a client puts into one WriteFile, and a server promises to accept there, in bytes. */
export const UNARY_FILE_CAP_BYTES = 32 * MIB;

/**
 * Upper bound for a cap that a server announces with FILE_TOO_LARGE, in bytes: leaves room for the
 * rest of the message.
 */
export const MAX_ANNOUNCED_FILE_CAP_BYTES = 99 * MIB;

/** Largest file the one-call helpers move by streaming behind the scenes, in bytes; beyond it they refuse. */
export const BUFFERED_FILE_LIMIT_BYTES = 256 * MIB;

/** Size of one frame of standard input, in bytes. Servers accept any size up to the message limit. */
export const STDIN_FRAME_BYTES = 64 * KIB;

/** Largest piece of output or of an archive put into one frame of ours, in bytes. */
export const STREAM_CHUNK_BYTES = 256 * KIB;

/** Longest log line a client must be able to take, in bytes. */
export const MAX_LOG_LINE_BYTES = MIB;

/**
 * How much a server may send on one stream before the client has taken any of it, in bytes; it bounds the memory one
 * slow stream can hold. In the other direction the gRPC library keeps to 64 KiB, and must: Node reads nothing from a
 * connection as long as a write to it waits, so two ends that both fill the socket would wait for each other.
 */
export const FLOW_CONTROL_WINDOW_BYTES = 4 * MIB;

/** Longest request id that is accepted, in bytes. */
export const MAX_REQUEST_ID_BYTES = 128;

/** Calls a client may start in a stream of calls before the server has granted any. */
export const FIRST_CALLS = 16;

/** What a client may send of a call's payload unasked, in bytes. */
export const FIRST_PAYLOAD_BYTES = MIB;

/** Largest payload of one call, in bytes. */
export const MAX_CALL_PAYLOAD_BYTES = 256 * MIB;
