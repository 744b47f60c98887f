/** How the kinds of error detail are named inside a `google.rpc.Status`. */
export const TYPE_URL = {
  /** Reason, domain and metadata. */
  ERROR_INFO: "type.googleapis.com/google.rpc.ErrorInfo",
  /** How long to wait before trying again. */
  RETRY_INFO: "type.googleapis.com/google.rpc.RetryInfo",
  /** Which fields of the request were wrong, and how. */
  BAD_REQUEST: "type.googleapis.com/google.rpc.BadRequest",
} as const;
