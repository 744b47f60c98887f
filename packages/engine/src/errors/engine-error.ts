/**
 * What can go wrong in an engine, in words that no transport knows.
 *
 * - `invalid`: the caller asked for something that can never work; `field` names it.
 * - `not-found`, `not-running`, `already-exists`: about the sandbox or image that was named.
 * - `file-…`: about the path that was named.
 * - `unsupported`: this engine or this host cannot do it.
 * - `unavailable`: not now; the same request may work later.
 * - `exhausted`: a limit of the host or of the sandbox is used up.
 * - `internal`: a defect.
 */
export type EngineErrorCode =
  | "invalid"
  | "not-found"
  | "image-not-found"
  | "not-running"
  | "already-exists"
  | "file-not-found"
  | "file-is-directory"
  | "file-permission-denied"
  | "file-too-large"
  | "file-io-failed"
  | "unsupported"
  | "unavailable"
  | "exhausted"
  | "internal";

export interface EngineErrorDetails {
  readonly sandboxId?: string;
  readonly path?: string;
  /** The field of the request at fault, in the model's spelling, such as `resources.limits.memoryBytes`. */
  readonly field?: string;
  /** Of the file that was too large. */
  readonly sizeBytes?: number;
  readonly maxSizeBytes?: number;
  readonly cause?: unknown;
}

/** Every error that an engine gives to its server on purpose. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: EngineErrorCode;
  readonly details: EngineErrorDetails;

  constructor(code: EngineErrorCode, message: string, details: EngineErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.details = details;
  }
}
