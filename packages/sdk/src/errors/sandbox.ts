import { brandErrorClass } from "./brand.js";
import type { CWSandboxErrorCode } from "./codes.js";
import { CWSandboxError, type ErrorDetails } from "./root.js";

/** Something about a sandbox went wrong; the parent of everything more specific. */
export class SandboxError extends CWSandboxError {
  static {
    brandErrorClass(this, "SandboxError");
  }

  override readonly code: CWSandboxErrorCode = "SANDBOX_ERROR";
}

/** The sandbox was stopped, has ended or was never to start. */
export class SandboxNotRunningError extends SandboxError {
  static {
    brandErrorClass(this, "SandboxNotRunningError");
  }

  override readonly code: CWSandboxErrorCode = "SANDBOX_NOT_RUNNING";
}

/** The service or the machine behind the sandbox cannot be reached now; another attempt may work. */
export class SandboxUnavailableError extends SandboxNotRunningError {
  static {
    brandErrorClass(this, "SandboxUnavailableError");
  }

  override readonly code: CWSandboxErrorCode = "SANDBOX_UNAVAILABLE";
}

/** The sandbox was stopped, or its lifetime was over. */
export class SandboxTerminatedError extends SandboxError {
  static {
    brandErrorClass(this, "SandboxTerminatedError");
  }

  override readonly code: CWSandboxErrorCode = "SANDBOX_TERMINATED";
}

/** What a {@link SandboxFailedError} can carry. */
export interface SandboxFailedErrorDetails extends ErrorDetails {
  /** Id of the sandbox. */
  readonly sandboxId?: string | null | undefined;
  /** The server's words about why. */
  readonly statusReason?: string | null | undefined;
}

/** The sandbox could not start, or its main process failed. */
export class SandboxFailedError extends SandboxError {
  static {
    brandErrorClass(this, "SandboxFailedError");
  }

  override readonly code: CWSandboxErrorCode = "SANDBOX_FAILED";
  /** Id of the sandbox, or null when it never got one. */
  readonly sandboxId: string | null;
  /** The server's words about why, or null. */
  readonly statusReason: string | null;

  constructor(message: string, details: SandboxFailedErrorDetails = {}) {
    super(message, details);
    this.sandboxId = details.sandboxId ?? null;
    this.statusReason = details.statusReason ?? null;
  }
}

/** What a {@link SandboxNotFoundError} can carry. */
export interface SandboxNotFoundErrorDetails extends ErrorDetails {
  /** The id that was asked for. */
  readonly sandboxId?: string | null | undefined;
}

/** No sandbox has this id, or the caller may not see it. */
export class SandboxNotFoundError extends SandboxError {
  static {
    brandErrorClass(this, "SandboxNotFoundError");
  }

  override readonly code: CWSandboxErrorCode = "SANDBOX_NOT_FOUND";
  /** The id that was asked for, or null when it is not known. */
  readonly sandboxId: string | null;

  constructor(message: string, details: SandboxNotFoundErrorDetails = {}) {
    super(message, details);
    this.sandboxId = details.sandboxId ?? null;
  }
}

/** A limit or quota of the server or of the sandbox is used up. */
export class SandboxResourceExhaustedError extends SandboxError {
  static {
    brandErrorClass(this, "SandboxResourceExhaustedError");
  }

  override readonly code: CWSandboxErrorCode = "SANDBOX_RESOURCE_EXHAUSTED";
}

/** The stop was accepted, but the record disappeared before the final state could be read. */
export class SandboxTerminalStateUnavailableError extends SandboxError {
  static {
    brandErrorClass(this, "SandboxTerminalStateUnavailableError");
  }

  override readonly code: CWSandboxErrorCode = "SANDBOX_TERMINAL_STATE_UNAVAILABLE";
}

/** The server's answer cannot be understood; trying again does not help. */
export class SandboxProtocolError extends SandboxError {
  static {
    brandErrorClass(this, "SandboxProtocolError");
  }

  override readonly code: CWSandboxErrorCode = "SANDBOX_PROTOCOL_ERROR";
}
