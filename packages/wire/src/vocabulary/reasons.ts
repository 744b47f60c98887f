/** Domain of every `google.rpc.ErrorInfo` of ours. A reason under another domain must not decide anything. */
export const ERROR_DOMAIN = "cwsandbox.com";

/**
 * Machine-readable causes of a failed call, sent as the `reason` of an ErrorInfo.
 *
 * The comment of each names the status code that goes with it, because clients that do not know the
 * reason decide by the code.
 */
export const REASON = {
  /** NOT_FOUND: no sandbox of that id, or not one of the caller's. */
  SANDBOX_NOT_FOUND: "CWSANDBOX_SANDBOX_NOT_FOUND",
  /** FAILED_PRECONDITION: the operation needs a running sandbox. */
  SANDBOX_NOT_RUNNING: "CWSANDBOX_SANDBOX_NOT_RUNNING",

  /** NOT_FOUND: nothing at that path. */
  FILE_NOT_FOUND: "CWSANDBOX_FILE_NOT_FOUND",
  /** FAILED_PRECONDITION: a directory where a file is needed. */
  FILE_IS_DIRECTORY: "CWSANDBOX_FILE_IS_DIRECTORY",
  /** PERMISSION_DENIED: the sandbox's user may not do that to the file. */
  FILE_PERMISSION_DENIED: "CWSANDBOX_FILE_PERMISSION_DENIED",
  /** INTERNAL: any other trouble with a file. */
  FILE_IO_FAILED: "CWSANDBOX_FILE_IO_FAILED",
  /** RESOURCE_EXHAUSTED: too large for one call; the metadata carries the sizes, and clients stream instead. */
  FILE_TOO_LARGE: "CWSANDBOX_FILE_TOO_LARGE",
  /** Never sent by a server: the client received fewer bytes than the file has. */
  FILE_TRUNCATED: "CWSANDBOX_FILE_TRUNCATED",

  /** DEADLINE_EXCEEDED: the command ran longer than its limit and was ended. */
  COMMAND_TIMEOUT: "CWSANDBOX_COMMAND_TIMEOUT",

  /** UNAVAILABLE: the machine that holds the sandbox cannot be reached. */
  RUNNER_UNAVAILABLE: "CWSANDBOX_RUNNER_UNAVAILABLE",
  /** UNAVAILABLE: a part of the service behind the server cannot be reached. */
  BACKEND_UNAVAILABLE: "CWSANDBOX_BACKEND_UNAVAILABLE",
  /** UNAVAILABLE: the part that served the sandbox is being replaced; one repetition is safe. */
  RUNNER_SHARD_RETIRING: "CWSANDBOX_RUNNER_SHARD_RETIRING",
  /** RESOURCE_EXHAUSTED: no room at the moment; clients may repeat the create. */
  RUNNER_CAPACITY_EXHAUSTED: "CWSANDBOX_RUNNER_CAPACITY_EXHAUSTED",
  /** RESOURCE_EXHAUSTED or UNAVAILABLE: too busy to take another sandbox. */
  RUNNER_OVERLOADED: "CWSANDBOX_RUNNER_OVERLOADED",
  /** FAILED_PRECONDITION: the chosen machine refused the sandbox. */
  PLACEMENT_REJECTED: "CWSANDBOX_PLACEMENT_REJECTED",
  /** FAILED_PRECONDITION: no machine satisfies what was asked of the placement. */
  PLACEMENT_CONSTRAINT_UNSATISFIED: "CWSANDBOX_PLACEMENT_CONSTRAINT_UNSATISFIED",
  /** FAILED_PRECONDITION: no machine can run such a sandbox at all. */
  NO_SUITABLE_RUNNER: "CWSANDBOX_NO_SUITABLE_RUNNER",
  /** NOT_FOUND: no machine of that id. */
  RUNNER_NOT_FOUND: "CWSANDBOX_RUNNER_NOT_FOUND",
  /** NOT_FOUND: no profile of that name or id. */
  PROFILE_NOT_FOUND: "CWSANDBOX_PROFILE_NOT_FOUND",
  /** PERMISSION_DENIED: the caller may not use the managed pool. */
  SERVERLESS_NOT_ALLOWED: "CWSANDBOX_SERVERLESS_NOT_ALLOWED",
  /** FAILED_PRECONDITION: the managed pool is switched off. */
  SERVERLESS_DISABLED: "CWSANDBOX_SERVERLESS_DISABLED",
  /** FAILED_PRECONDITION: the managed pool is set up wrongly. */
  SERVERLESS_MISCONFIGURED: "CWSANDBOX_SERVERLESS_MISCONFIGURED",

  /** INVALID_ARGUMENT: the fields contradict one another or make no sense. */
  INVALID_REQUEST: "CWSANDBOX_INVALID_REQUEST",
  /** FAILED_PRECONDITION: the request id was used before, for a different request. */
  REQUEST_ID_CONFLICT: "CWSANDBOX_REQUEST_ID_CONFLICT",
  /** INVALID_ARGUMENT: more resources asked for than one sandbox may have. */
  RESOURCE_CEILING_EXCEEDED: "CWSANDBOX_RESOURCE_CEILING_EXCEEDED",
  /** FAILED_PRECONDITION: a secret store is named that does not exist. */
  SECRET_STORE_NOT_PROVISIONED: "CWSANDBOX_SECRET_STORE_NOT_PROVISIONED",
  /** UNIMPLEMENTED: known, but not offered by this server. */
  NOT_IMPLEMENTED: "CWSANDBOX_NOT_IMPLEMENTED",
  /** UNIMPLEMENTED: no addresses with TLS ending in the sandbox. */
  TLS_PASSTHROUGH_ENDPOINTS_NOT_SUPPORTED: "CWSANDBOX_TLS_PASSTHROUGH_ENDPOINTS_NOT_SUPPORTED",
  /** UNIMPLEMENTED: no HTTPS addresses guarded by a share token. */
  HTTPS_SHARE_TOKEN_NOT_SUPPORTED: "CWSANDBOX_HTTPS_SHARE_TOKEN_NOT_SUPPORTED",

  /** NOT_FOUND: no snapshot of that id. */
  FSS_NOT_FOUND: "CWSANDBOX_FSS_NOT_FOUND",
  /** FAILED_PRECONDITION: the snapshot is not complete yet. */
  FSS_NOT_READY: "CWSANDBOX_FSS_NOT_READY",
  /** UNIMPLEMENTED: this sandbox or server takes no snapshots. */
  FSS_NOT_SUPPORTED: "CWSANDBOX_FSS_NOT_SUPPORTED",
  /** INVALID_ARGUMENT: the volume holds too much for a snapshot. */
  FSS_SIZE_EXCEEDED: "CWSANDBOX_FSS_SIZE_EXCEEDED",
  /** RESOURCE_EXHAUSTED: the caller has as many snapshots as allowed. */
  FSS_QUOTA_EXCEEDED: "CWSANDBOX_FSS_QUOTA_EXCEEDED",
  /** FAILED_PRECONDITION: the snapshot lies in another bucket than the one in use now. */
  FSS_BUCKET_MISMATCH: "CWSANDBOX_FSS_BUCKET_MISMATCH",
  /** UNAVAILABLE: the bucket is being made; clients repeat the call. */
  FSS_BUCKET_PROVISIONING: "CWSANDBOX_FSS_BUCKET_PROVISIONING",
  /** INTERNAL: the bucket cannot be used. */
  FSS_BUCKET_UNAVAILABLE: "CWSANDBOX_FSS_BUCKET_UNAVAILABLE",
  /** DEADLINE_EXCEEDED: the snapshot was not ready in time. */
  FSS_WAIT_TIMEOUT: "CWSANDBOX_FSS_WAIT_TIMEOUT",
  /** UNAVAILABLE: the storage asks for fewer requests; clients repeat the call. */
  FSS_BACKEND_THROTTLED: "CWSANDBOX_FSS_BACKEND_THROTTLED",
  /** UNAVAILABLE: too many snapshots under way; clients repeat the call. */
  FSS_INFLIGHT_LIMIT: "CWSANDBOX_FSS_INFLIGHT_LIMIT",
  /** INTERNAL: a volume could not be filled from its snapshot. */
  FSS_RESTORE_FAILED: "CWSANDBOX_FSS_RESTORE_FAILED",
  /** INTERNAL: the snapshot could not be taken. */
  FSS_CREATE_FAILED: "CWSANDBOX_FSS_CREATE_FAILED",
  /** INTERNAL: taking the snapshot took too long. */
  FSS_CREATE_TIMED_OUT: "CWSANDBOX_FSS_CREATE_TIMED_OUT",
  /** INTERNAL: the storage refused the server's own credentials. */
  FSS_AUTH_FAILED: "CWSANDBOX_FSS_AUTH_FAILED",
  /** INTERNAL: the connection to the storage broke. */
  FSS_TRANSPORT_FAILED: "CWSANDBOX_FSS_TRANSPORT_FAILED",
  /** INTERNAL: the snapshot was given up before it was complete. */
  FSS_CANCELED: "CWSANDBOX_FSS_CANCELED",

  /** NOT_FOUND: no volume of that id. */
  VOLUME_NOT_FOUND: "CWSANDBOX_VOLUME_NOT_FOUND",
  /** FAILED_PRECONDITION: the volume has not been checked, or failed its check. */
  VOLUME_NOT_READY: "CWSANDBOX_VOLUME_NOT_READY",
  /** FAILED_PRECONDITION: volume and placement exclude one another. */
  VOLUME_PLACEMENT_CONFLICT: "CWSANDBOX_VOLUME_PLACEMENT_CONFLICT",
  /** UNAVAILABLE: the machine of the volume cannot be reached. */
  VOLUME_RUNNER_UNAVAILABLE: "CWSANDBOX_VOLUME_RUNNER_UNAVAILABLE",
  /** FAILED_PRECONDITION: the machine may not use the volume. */
  VOLUME_RUNNER_INELIGIBLE: "CWSANDBOX_VOLUME_RUNNER_INELIGIBLE",
  /** INVALID_ARGUMENT: a kind of volume this server does not have. */
  VOLUME_TYPE_NOT_SUPPORTED: "CWSANDBOX_VOLUME_TYPE_NOT_SUPPORTED",
  /** INVALID_ARGUMENT: registered volumes are never captured. */
  VOLUME_NOT_SNAPSHOTTABLE: "CWSANDBOX_VOLUME_NOT_SNAPSHOTTABLE",
  /** FAILED_PRECONDITION: what the volume stands for is gone. */
  VOLUME_BACKEND_NOT_FOUND: "CWSANDBOX_VOLUME_BACKEND_NOT_FOUND",
  /** FAILED_PRECONDITION: sandboxes still use the volume. */
  VOLUME_IN_USE: "CWSANDBOX_VOLUME_IN_USE",
  /** RESOURCE_EXHAUSTED: the caller has as many volumes as allowed. */
  VOLUME_QUOTA_EXCEEDED: "CWSANDBOX_VOLUME_QUOTA_EXCEEDED",
} as const;

/** One of the known reasons. A newer server may send others, so received texts are plain strings. */
export type Reason = (typeof REASON)[keyof typeof REASON];

/** Keys in the `metadata` of an ErrorInfo; all values are text, sizes as decimal numbers. */
export const ERROR_METADATA = {
  /** Path the failed file operation was about. */
  FILE_PATH: "filepath",
  /** Size of the file, in bytes. */
  SIZE_BYTES: "size_bytes",
  /** Largest size one call may carry, in bytes. */
  MAX_SIZE_BYTES: "max_size_bytes",
  /** Volume the failed operation was about. */
  VOLUME_ID: "volume_id",
  /** Runner the failed operation was about. */
  RUNNER_ID: "runner_id",
  /** Profile the failed operation was about. */
  PROFILE_NAME: "profile_name",
} as const;
