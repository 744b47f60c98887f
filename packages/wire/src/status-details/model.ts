/** Why a call failed, for programs. */
export interface ErrorInfoDetail {
  /** Upper-case cause, unique inside the domain. */
  readonly reason: string;
  /** Who defines the reason; only ours may decide anything. */
  readonly domain: string;
  /** Further facts, as text. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** One wrong field of a request. */
export interface FieldViolation {
  /** Path of the field in the request, with dots. */
  readonly field: string;
  /** What is wrong with it and what to do. */
  readonly description: string;
}

/** Details of a failed call as a client finds them; at least one of them is present. */
export interface StatusDetails {
  readonly errorInfo?: ErrorInfoDetail;
  /** How long the server suggests to wait before trying again, in seconds. */
  readonly retryDelaySeconds?: number;
  /** Empty when no field was complained about. */
  readonly fieldViolations: readonly FieldViolation[];
}

/** What a server puts into the details of a failed call. */
export interface StatusDetailsInput {
  /** gRPC status code, the same as that of the call. */
  readonly code: number;
  /** Text for people, the same as that of the call. */
  readonly message: string;
  readonly errorInfo?: ErrorInfoDetail;
  /** Suggested wait before trying again, in seconds, 0 or more. Clients then repeat some calls by themselves. */
  readonly retryDelaySeconds?: number;
  readonly fieldViolations?: readonly FieldViolation[];
}
