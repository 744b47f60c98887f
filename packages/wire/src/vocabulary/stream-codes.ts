/** Codes of an error frame that ends an exec stream. Clients take any other code as a reason. */
export const EXEC_STREAM_ERROR = {
  /** The client read so slowly that the server gave up; nothing was dropped before that. */
  BACKPRESSURE: "STREAM_BACKPRESSURE",
  /** Output was lost on the way. */
  TRUNCATED: "STREAM_TRUNCATED",
} as const;

/** One of the known codes of an exec stream. */
export type ExecStreamErrorCode = (typeof EXEC_STREAM_ERROR)[keyof typeof EXEC_STREAM_ERROR];

/** Codes of an error entry that ends a log stream. */
export const LOG_STREAM_ERROR = {
  /** The session to resume is not known; the client starts afresh. */
  SESSION_NOT_FOUND: "SESSION_NOT_FOUND",
  /** The offset to resume from is older than what is kept; the client starts afresh. */
  REPLAY_GAP: "REPLAY_GAP",
  /** The offset to resume from lies beyond the written end. Final. */
  INVALID_RESUME_OFFSET: "INVALID_RESUME_OFFSET",
  /** The machine cannot be reached; the client starts afresh. */
  RUNNER_UNAVAILABLE: "RUNNER_UNAVAILABLE",
  /** The machine is being emptied; the client starts afresh. */
  RUNNER_DRAINING: "RUNNER_DRAINING",
  /** The stream broke but the session lives; the client resumes it. */
  INTERRUPTED: "STREAM_INTERRUPTED",
  /** Output was lost on the way. Final. */
  TRUNCATED: "STREAM_TRUNCATED",
  /** The sandbox is gone. Final. */
  SANDBOX_NOT_FOUND: "SANDBOX_NOT_FOUND",
  /** The caller may not read these logs. Final. */
  PERMISSION_DENIED: "PERMISSION_DENIED",
} as const;

/** One of the known codes of a log stream. */
export type LogStreamErrorCode = (typeof LOG_STREAM_ERROR)[keyof typeof LOG_STREAM_ERROR];
